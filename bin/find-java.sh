# Read by the scripts beside it, which have set $home to the checkout. Defines functions and the venue's collector, runs nothing.
# shellcheck shell=sh

# The venue lives on short pauses; what measures it runs like it. Before it has learnt how fast memory is taken, Shenandoah collects as
# soon as 30 % of the heap are used, which is in the midst of a large venue's start; it need not before 80 % are.
# shellcheck disable=SC2034 # used by the scripts that read this
venue_collector='-XX:+UseShenandoahGC -XX:ShenandoahGCMode=generational'
venue_collector="$venue_collector -XX:+UnlockExperimentalVMOptions -XX:ShenandoahInitFreeThreshold=20"

is_jdk_25() {
    [ -x "$1/bin/java" ] && "$1/bin/java" -version 2>&1 | grep -q 'version "25[".+-]'
}

# Prints the home of the first JDK 25 it meets.
find_jdk_25() {
    for candidate in "${JAVA25_HOME:-}" "${JAVA_HOME:-}"; do
        if [ -n "$candidate" ] && is_jdk_25 "$candidate"; then
            echo "$candidate"
            return 0
        fi
    done
    if on_path=$(command -v java) && "$on_path" -version 2>&1 | grep -q 'version "25[".+-]'; then
        on_path=$("$on_path" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.home = //p')
        echo "$on_path"
        return 0
    fi
    for candidate in \
        /usr/lib/jvm/*25* \
        /usr/java/*25* \
        /opt/java/*25* /opt/jdk*25* \
        "${HOME:-/nowhere}"/.sdkman/candidates/java/25* \
        "${HOME:-/nowhere}"/.jdks/*25* \
        /Library/Java/JavaVirtualMachines/*25*/Contents/Home \
        "${HOME:-/nowhere}"/Library/Java/JavaVirtualMachines/*25*/Contents/Home \
        /opt/homebrew/opt/openjdk@25/libexec/openjdk.jdk/Contents/Home \
        /usr/local/opt/openjdk@25/libexec/openjdk.jdk/Contents/Home; do
        if is_jdk_25 "$candidate"; then
            echo "$candidate"
            return 0
        fi
    done
    return 1
}

# require_jdk_25 SCRIPT: sets $jdk, or says what to install and ends the script.
require_jdk_25() {
    if ! jdk=$(find_jdk_25); then
        cat >&2 <<MESSAGE
$1: needs a JDK 25 and found none.
Install one (Eclipse Temurin 25, or any other OpenJDK 25) in the usual place, or set JAVA25_HOME to where it is.
MESSAGE
        exit 3
    fi
}

# is_stale JAR LIB MODULE...: true if jar or libraries are not there, or a source of a module is newer than the jar.
# shellcheck disable=SC2154 # home is set by whoever reads this
is_stale() {
    stale_jar=$1
    [ -f "$stale_jar" ] && [ -d "$2" ] || return 0
    shift 2
    for module in "$@"; do
        if [ -n "$(find "$home/pom.xml" "$home/$module/pom.xml" "$home/$module/src/main" -type f -newer "$stale_jar" 2>/dev/null |
            head -n 1)" ]; then
            return 0
        fi
    done
    return 1
}

# build SCRIPT MODULE JAR: packages a module and what it needs, without tests.
build() {
    if ! command -v mvn >/dev/null 2>&1; then
        echo "$1: has to be built first and found no mvn. Install Maven 3.8 or newer." >&2
        exit 3
    fi
    echo "$1: building (mvn package without tests)" >&2
    (cd "$home" && mvn -B -q -pl "$2" -am -DskipTests -Dspotless.check.skip=true package) >&2
    # The jar plugin leaves a jar alone whose content has not changed.
    touch "$3"
}
