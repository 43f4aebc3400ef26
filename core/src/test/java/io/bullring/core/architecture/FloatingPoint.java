package io.bullring.core.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.FieldModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.NewMultiArrayInstruction;
import java.lang.classfile.instruction.NewPrimitiveArrayInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds float and double in compiled classes: in fields, signatures, calls and instructions. Rules over sources or
 * members alone would miss the local variable and the literal.
 */
final class FloatingPoint {
    private FloatingPoint() {}

    /** One line for each place, empty if there is none. */
    static List<String> findIn(Iterable<JavaClass> classes) {
        List<String> places = new ArrayList<>();
        for (JavaClass type : classes) {
            type.getSource().ifPresent(source -> {
                try (InputStream bytes = source.getUri().toURL().openStream()) {
                    findIn(ClassFile.of().parse(bytes.readAllBytes()), places);
                } catch (IOException cannotRead) {
                    throw new UncheckedIOException("reading " + source.getUri(), cannotRead);
                }
            });
        }
        return places;
    }

    private static void findIn(ClassModel type, List<String> places) {
        String className = type.thisClass().asInternalName().replace('/', '.');

        for (FieldModel field : type.fields()) {
            if (isFloating(field.fieldTypeSymbol())) {
                places.add("field " + className + "." + field.fieldName().stringValue());
            }
        }
        for (MethodModel method : type.methods()) {
            String place = className + "." + method.methodName().stringValue();
            if (isFloating(method.methodTypeSymbol())) {
                places.add("signature of " + place);
            }
            method.code().ifPresent(code -> {
                for (CodeElement element : code) {
                    if (element instanceof Instruction instruction && isFloating(instruction)) {
                        places.add(instruction.opcode() + " in " + place);
                    }
                }
            });
        }
    }

    private static boolean isFloating(Instruction instruction) {
        return switch (instruction) {
            case InvokeInstruction call -> isFloating(call.typeSymbol());
            case InvokeDynamicInstruction call -> isFloating(call.typeSymbol());
            case FieldInstruction access -> isFloating(access.typeSymbol());
            case ConstantInstruction constant -> isFloating(constant.typeKind());
            case NewPrimitiveArrayInstruction array -> isFloating(array.typeKind());
            case NewMultiArrayInstruction array -> isFloating(array.arrayType().asSymbol());
            default -> hasFloatingName(instruction.opcode().name());
        };
    }

    /** Every opcode that begins with D or F is about double or float, but for DUP; so are I2D, I2F, L2D and L2F. */
    private static boolean hasFloatingName(String opcode) {
        return opcode.matches("D(?!UP).*|F.*|[IL]2[DF]");
    }

    private static boolean isFloating(MethodTypeDesc signature) {
        return isFloating(signature.returnType())
                || signature.parameterList().stream().anyMatch(FloatingPoint::isFloating);
    }

    private static boolean isFloating(ClassDesc type) {
        if (type.isArray()) {
            return isFloating(type.componentType());
        }
        return type.equals(ConstantDescs.CD_float) || type.equals(ConstantDescs.CD_double);
    }

    private static boolean isFloating(TypeKind kind) {
        return kind == TypeKind.FLOAT || kind == TypeKind.DOUBLE;
    }
}
