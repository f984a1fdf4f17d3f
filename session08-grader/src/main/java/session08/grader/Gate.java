package session08.grader;

import java.lang.classfile.Annotation;
import java.lang.classfile.Attributes;
import java.lang.classfile.BootstrapMethodEntry;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.FieldModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.RuntimeInvisibleAnnotationsAttribute;
import java.lang.classfile.attribute.RuntimeVisibleAnnotationsAttribute;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.ConstantDynamicEntry;
import java.lang.classfile.constantpool.LoadableConstantEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.MethodHandleEntry;
import java.lang.classfile.constantpool.MethodTypeEntry;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.NewMultiArrayInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.NewReferenceArrayInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads the compiled classes of a submission before any of them is loaded, and says what in them an
 * exercise does not need. Whatever is not {@linkplain Allowed allowed} is refused, so what nobody
 * has thought of is refused too.
 */
final class Gate {

    private static final int MOST_REFUSALS = 10;

    private final String packageName;
    private final Map<String, ClassModel> classes = new TreeMap<>();
    private final Map<String, Set<String>> members = new HashMap<>();
    private final Map<String, String> refusals = new LinkedHashMap<>();

    private String file;
    private int line;

    private Gate(String packageName) {
        this.packageName = packageName;
    }

    /** What is wrong with them, in words for the student; empty if nothing is. */
    static List<String> refusals(Exercise exercise, Map<String, byte[]> submission) {
        var gate = new Gate(exercise.packageName());
        submission.forEach((name, code) -> gate.classes.put(name, ClassFile.of().parse(code)));
        for (String name : submission.keySet()) {
            if (exercise.tests().containsKey(name)) {
                gate.refuse(name, "the tests have a class of this name: choose another");
            }
        }
        gate.classes.forEach(gate::check);
        return gate.refusals.values().stream().limit(MOST_REFUSALS).toList();
    }

    /** What others can call in the stub, and can't in this submission; empty if all is there. */
    static List<String> missing(Exercise exercise, Map<String, byte[]> submission) {
        var missing = new ArrayList<String>();
        exercise.stub()
                .forEach(
                        (name, code) -> {
                            ClassModel stub = ClassFile.of().parse(code);
                            if (!stub.flags().has(AccessFlag.PUBLIC)) {
                                return;
                            }
                            if (!submission.containsKey(name)) {
                                missing.add(shortName(name) + " is missing");
                                return;
                            }
                            ClassModel own = ClassFile.of().parse(submission.get(name));
                            for (String member : offers(stub)) {
                                if (!offers(own).contains(member)) {
                                    missing.add(
                                            "%s of %s is missing, or has another type"
                                                    .formatted(member, shortName(name)));
                                }
                            }
                        });
        return missing;
    }

    private static List<String> offers(ClassModel type) {
        var members = new ArrayList<String>();
        for (MethodModel method : type.methods()) {
            if (method.flags().has(AccessFlag.PUBLIC)
                    && !method.flags().has(AccessFlag.SYNTHETIC)) {
                members.add(
                        method.methodName().stringValue()
                                + method.methodTypeSymbol().displayDescriptor());
            }
        }
        for (FieldModel field : type.fields()) {
            if (field.flags().has(AccessFlag.PUBLIC)) {
                members.add(field.fieldName().stringValue());
            }
        }
        return members;
    }

    // ---- one class --------------------------------------------------------------------------

    private void check(String name, ClassModel type) {
        file = name.substring(name.lastIndexOf('.') + 1).replaceFirst("\\$.*", "") + ".java";
        line = 0;
        type.findAttribute(Attributes.sourceFile())
                .ifPresent(source -> file = source.sourceFile().stringValue());
        if (!name.startsWith(packageName + ".")) {
            refuse(name, "belongs to another package: a solution lives in " + packageName);
        }
        type.superclass().ifPresent(this::use);
        type.interfaces().forEach(this::use);
        checkCollection(type);
        checkAnnotations(type.elementStream().toList());
        for (FieldModel field : type.fields()) {
            line = 0;
            use(field.fieldTypeSymbol());
            checkAnnotations(field.elementStream().toList());
        }
        for (MethodModel method : type.methods()) {
            line = 0;
            check(type, method);
        }
    }

    private void check(ClassModel type, MethodModel method) {
        String name = method.methodName().stringValue();
        method.code().ifPresent(this::findFirstLine);
        use(method.methodTypeSymbol());
        if (method.flags().has(AccessFlag.NATIVE)) {
            refuse(name, "is native");
        }
        boolean record =
                type.superclass()
                        .filter(is -> is.asInternalName().equals("java/lang/Record"))
                        .isPresent();
        if ((name.equals("equals")
                                && method.methodTypeSymbol()
                                        .displayDescriptor()
                                        .equals("(Object)boolean")
                        || name.equals("hashCode")
                                && method.methodTypeSymbol().parameterCount() == 0)
                && !(record && isMadeByTheCompiler(method))) {
            refuse(
                    name,
                    "is written by hand: use a record, which has it, and compares what it holds");
        }
        checkAnnotations(method.elementStream().toList());
        method.findAttribute(Attributes.exceptions())
                .ifPresent(thrown -> thrown.exceptions().forEach(this::use));
        method.code().ifPresent(this::check);
    }

    private void findFirstLine(CodeModel code) {
        for (CodeElement element : code) {
            if (element instanceof LineNumber number) {
                line = number.line();
                return;
            }
        }
    }

    /** A record's own {@code equals} is one call of what the JDK has for all records. */
    private static boolean isMadeByTheCompiler(MethodModel method) {
        return method.code()
                .orElseThrow()
                .elementStream()
                .anyMatch(
                        element ->
                                element instanceof InvokeDynamicInstruction dynamic
                                        && owner(dynamic.invokedynamic().bootstrap())
                                                .equals("java.lang.runtime.ObjectMethods"));
    }

    /** A list of one's own may say yes to every question. */
    private void checkCollection(ClassModel type) {
        for (Class<?> parent : Allowed.parents(superTypes(type))) {
            if (Allowed.NOT_TO_BE_WRITTEN.contains(parent)) {
                refuse(
                        "a " + parent.getSimpleName() + " of your own",
                        "is more than an exercise needs: use those of java.util");
                return;
            }
        }
    }

    private void checkAnnotations(List<?> elements) {
        for (Object element : elements) {
            List<Annotation> annotations =
                    switch (element) {
                        case RuntimeVisibleAnnotationsAttribute visible -> visible.annotations();
                        case RuntimeInvisibleAnnotationsAttribute other -> other.annotations();
                        default -> List.of();
                    };
            annotations.forEach(annotation -> use(annotation.classSymbol()));
        }
    }

    private void check(CodeModel code) {
        for (CodeElement element : code) {
            switch (element) {
                case LineNumber number -> line = number.line();
                case InvokeInstruction invoke ->
                        member(
                                owner(invoke.method()),
                                invoke.name().stringValue(),
                                invoke.type().stringValue());
                case FieldInstruction field ->
                        member(
                                owner(field.field()),
                                field.name().stringValue(),
                                field.type().stringValue());
                case InvokeDynamicInstruction dynamic -> {
                    use(dynamic.typeSymbol());
                    bootstrap(dynamic.invokedynamic().bootstrap());
                }
                case ConstantInstruction constant
                        when constant instanceof ConstantInstruction.LoadConstantInstruction load ->
                        constant(load.constantEntry());
                case NewObjectInstruction created -> use(created.className());
                case NewReferenceArrayInstruction array -> use(array.componentType());
                case NewMultiArrayInstruction array -> use(array.arrayType());
                case TypeCheckInstruction cast -> use(cast.type());
                case ExceptionCatch caught -> caught.catchType().ifPresent(this::use);
                default -> {
                    // names nothing
                }
            }
        }
    }

    // ---- what it names ----------------------------------------------------------------------

    private void bootstrap(BootstrapMethodEntry entry) {
        String owner = owner(entry);
        if (!Allowed.BOOTSTRAPS.contains(owner)) {
            refuse(owner, "is not needed in an exercise");
        }
        entry.arguments().forEach(this::constant);
    }

    private static String owner(BootstrapMethodEntry entry) {
        return owner(entry.bootstrapMethod().reference());
    }

    private void constant(LoadableConstantEntry constant) {
        switch (constant) {
            case ClassEntry type -> use(type);
            case MethodHandleEntry handle -> member(handle.reference());
            case MethodTypeEntry type ->
                    use(MethodTypeDesc.ofDescriptor(type.descriptor().stringValue()));
            case ConstantDynamicEntry dynamic -> bootstrap(dynamic.bootstrap());
            default -> {
                // a number or a text
            }
        }
    }

    private static String owner(MemberRefEntry member) {
        return javaName(member.owner());
    }

    private void member(MemberRefEntry member) {
        member(owner(member), member.name().stringValue(), member.type().stringValue());
    }

    private void member(String owner, String name, String descriptor) {
        if (owner.endsWith("[]")) {
            use(owner);
            return; // a copy of an array
        }
        // What a class of the submission does not have itself, it has from its parents.
        List<String> owners = List.of(owner);
        if (classes.containsKey(owner)) {
            if (declared(owner).contains(name + descriptor)) {
                return;
            }
            owners = List.copyOf(superTypes(classes.get(owner)));
        } else {
            use(owner);
        }
        for (String each : owners) {
            if (isOwn(each) && !classes.containsKey(each)) {
                refuse(each, "is not part of the submission");
            }
            String why = Allowed.member(each, name, displayed(descriptor));
            if (why != null) {
                refuse(shortName(owner) + "." + name, why);
                return;
            }
        }
    }

    private static String displayed(String descriptor) {
        return descriptor.startsWith("(")
                ? MethodTypeDesc.ofDescriptor(descriptor).displayDescriptor()
                : "";
    }

    /**
     * With whole descriptors: a {@code PrintStream} of the submission is not the one that a
     * parent's method takes.
     */
    private Set<String> declared(String owner) {
        return members.computeIfAbsent(
                owner,
                _ -> {
                    var all = new HashSet<String>();
                    ClassModel type = classes.get(owner);
                    for (FieldModel field : type.fields()) {
                        all.add(field.fieldName().stringValue() + field.fieldType().stringValue());
                    }
                    for (MethodModel method : type.methods()) {
                        all.add(
                                method.methodName().stringValue()
                                        + method.methodType().stringValue());
                    }
                    return all;
                });
    }

    /** All parents that are not of the submission. */
    private Set<String> superTypes(ClassModel type) {
        var all = new LinkedHashSet<String>();
        addSuperTypes(type, all, new HashSet<>());
        return all;
    }

    /** Each once: forty interfaces, each with two parents, would be a billion ways up. */
    private void addSuperTypes(ClassModel type, Set<String> all, Set<String> seen) {
        var parents = new ArrayList<ClassEntry>(type.interfaces());
        type.superclass().ifPresent(parents::add);
        for (ClassEntry parent : parents) {
            String name = javaName(parent);
            if (!classes.containsKey(name)) {
                all.add(name);
            } else if (seen.add(name)) {
                addSuperTypes(classes.get(name), all, seen);
            }
        }
    }

    private void use(ClassEntry type) {
        use(javaName(type));
    }

    private void use(MethodTypeDesc type) {
        use(type.returnType());
        type.parameterList().forEach(this::use);
    }

    private void use(ClassDesc type) {
        ClassDesc element = type;
        while (element.isArray()) {
            element = element.componentType();
        }
        if (!element.isPrimitive()) {
            String descriptor = element.descriptorString();
            use(descriptor.substring(1, descriptor.length() - 1).replace('/', '.'));
        }
    }

    private void use(String name) {
        String type = name.replace("[]", "");
        if (isOwn(type) || Allowed.isPrimitive(type)) {
            return;
        }
        String why = Allowed.type(type);
        if (why != null) {
            refuse(shortName(type), why);
        }
    }

    private boolean isOwn(String type) {
        return type.startsWith(packageName + ".");
    }

    private static String javaName(ClassEntry entry) {
        ClassDesc type = entry.asSymbol();
        int dimensions = 0;
        while (type.isArray()) {
            type = type.componentType();
            dimensions++;
        }
        String descriptor = type.descriptorString();
        String name =
                type.isPrimitive()
                        ? type.displayName()
                        : descriptor.substring(1, descriptor.length() - 1).replace('/', '.');
        return name + "[]".repeat(dimensions);
    }

    private static String shortName(String type) {
        return type.substring(type.lastIndexOf('.') + 1).replace('$', '.');
    }

    /** Once for each thing; the first line that names it will do. */
    private void refuse(String what, String why) {
        String where = line == 0 ? file : file + ":" + line;
        refusals.putIfAbsent(what + why, "%s: %s %s".formatted(where, what, why));
    }
}
