package dev.parley.deployment.code;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Finds the {@code @ConfigMapping} interfaces in source files, with their documentation. */
final class MappingReader extends TreePathScanner<Void, List<Mapping>> {
    private final DocTrees docs;

    private MappingReader(DocTrees docs) {
        this.docs = docs;
    }

    static List<Mapping> read(List<Path> sources) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<Mapping> found = new ArrayList<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, Locale.ROOT, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(sources));
            MappingReader reader = new MappingReader(DocTrees.instance(task));
            task.parse().forEach(unit -> reader.scan(new TreePath(unit), found));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    @Override
    public Void visitClass(ClassTree type, List<Mapping> found) {
        String prefix = annotation(type.getModifiers(), "ConfigMapping").get("prefix");
        if (prefix != null) {
            List<Setting> settings = new ArrayList<>();
            collect(prefix, type, getCurrentPath(), settings);
            found.add(new Mapping(prefix, documentation(getCurrentPath()), settings));
        }
        return super.visitClass(type, found);
    }

    /** A method whose type is an interface within the mapping is a group of keys. */
    private void collect(String prefix, ClassTree type, TreePath path, List<Setting> settings) {
        Map<String, ClassTree> groups = type.getMembers().stream()
                .filter(ClassTree.class::isInstance)
                .map(ClassTree.class::cast)
                .collect(Collectors.toMap(group -> group.getSimpleName().toString(), Function.identity()));
        for (Tree member : type.getMembers()) {
            if (member instanceof MethodTree method) {
                String key = prefix + "."
                        + method.getName()
                                .toString()
                                .replaceAll("([A-Z])", "-$1")
                                .toLowerCase(Locale.ROOT);
                String returned = method.getReturnType().toString();
                if (groups.containsKey(returned)) {
                    collect(key, groups.get(returned), new TreePath(path, groups.get(returned)), settings);
                } else {
                    String fallback =
                            annotation(method.getModifiers(), "WithDefault").get("value");
                    settings.add(new Setting(key, returned, fallback, documentation(new TreePath(path, method))));
                }
            }
        }
    }

    private static Map<String, String> annotation(ModifiersTree modifiers, String name) {
        for (AnnotationTree annotation : modifiers.getAnnotations()) {
            if (annotation.getAnnotationType().toString().equals(name)) {
                return annotation.getArguments().stream()
                        .collect(Collectors.toMap(MappingReader::argumentName, MappingReader::argumentValue));
            }
        }
        return Map.of();
    }

    private static String argumentName(ExpressionTree argument) {
        return argument instanceof AssignmentTree named ? named.getVariable().toString() : "value";
    }

    private static String argumentValue(ExpressionTree argument) {
        ExpressionTree value = argument instanceof AssignmentTree named ? named.getExpression() : argument;
        return value instanceof com.sun.source.tree.LiteralTree literal
                ? literal.getValue().toString()
                : value.toString();
    }

    private String documentation(TreePath path) {
        DocCommentTree comment = docs.getDocCommentTree(path);
        if (comment == null) {
            return "";
        }
        return comment.getFullBody().stream()
                .map(MappingReader::plain)
                .collect(Collectors.joining())
                .replaceAll("\\s+", " ")
                .strip();
    }

    private static String plain(DocTree part) {
        return switch (part) {
            case LiteralTree code -> "`" + code.getBody().getBody() + "`";
            case LinkTree link -> "`" + link.getReference().toString().replaceFirst("^#", "") + "`";
            default -> part.toString();
        };
    }
}
