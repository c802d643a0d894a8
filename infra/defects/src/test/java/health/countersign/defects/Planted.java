package health.countersign.defects;

import java.io.IOException;
import java.util.stream.Collectors;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.dynamic.loading.ClassReloadingStrategy;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.matcher.ElementMatcher;

/** A defect in a class of this JVM, until it is closed. */
final class Planted implements AutoCloseable {
    private static final String HOME = "health.countersign.";

    private final Class<?> spoilt;
    private final ClassReloadingStrategy reloading;

    private Planted(Class<?> spoilt, ClassReloadingStrategy reloading) {
        this.spoilt = spoilt;
        this.reloading = reloading;
    }

    /** Rewrites the defect's method. */
    static Planted plant(Defect defect) throws ClassNotFoundException {
        ByteBuddyAgent.install();
        String[] place = defect.place().split("#", 2);
        Class<?> type = Class.forName(HOME + place[0]);
        ElementMatcher<MethodDescription> method = each -> signature(each).equals(place[1]);
        if (TypeDescription.ForLoadedType.of(type)
                        .getDeclaredMethods()
                        .filter(method)
                        .size()
                != 1) {
            throw new IllegalArgumentException(defect.place() + " is not there");
        }
        ClassReloadingStrategy reloading = ClassReloadingStrategy.fromInstalledAgent();
        // Without this the class would get methods that a loaded class cannot get.
        ByteBuddy rewriting = new ByteBuddy().with(Implementation.Context.Disabled.Factory.INSTANCE);
        try (DynamicType.Unloaded<?> rewritten = rewriting
                .redefine(type)
                .visit(Advice.to(defect.advice()).on(method))
                .make()) {
            rewritten.load(type.getClassLoader(), reloading);
        }
        Reached.forget();
        return new Planted(type, reloading);
    }

    /** A method's name and the simple names of its parameters' types. */
    private static String signature(MethodDescription method) {
        return method.getParameters().asTypeList().asErasures().stream()
                .map(TypeDescription::getSimpleName)
                .collect(Collectors.joining(", ", method.getName() + "(", ")"));
    }

    /** How often the rewritten code has been run. */
    int reached() {
        return Reached.times();
    }

    /** The class is again as it was compiled. */
    @Override
    public void close() throws IOException {
        reloading.reset(ClassFileLocator.ForClassLoader.of(spoilt.getClassLoader()), spoilt);
    }
}
