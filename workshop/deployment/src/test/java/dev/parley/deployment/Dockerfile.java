package dev.parley.deployment;

import dev.parley.deployment.code.ServiceCode;
import java.util.ArrayList;
import java.util.List;

/** A Dockerfile's instructions, continued lines joined, comments left out. */
record Dockerfile(String file, List<String> instructions) {
    static Dockerfile of(ServiceCode service, String kind) {
        String file = service.name() + "/src/main/docker/Dockerfile." + kind;
        String joined =
                Project.text(Project.path(file)).replaceAll("(?m)^#.*\n", "").replaceAll("\\\\\n\\s*", "");
        return new Dockerfile(
                file, joined.lines().filter(line -> !line.isBlank()).toList());
    }

    /** The arguments of all instructions of this name, in the last stage. */
    List<String> last(String name) {
        int begin = 0;
        for (int i = 0; i < instructions.size(); i++) {
            if (instructions.get(i).startsWith("FROM ")) {
                begin = i;
            }
        }
        List<String> found = new ArrayList<>();
        for (String instruction : instructions.subList(begin, instructions.size())) {
            if (instruction.startsWith(name + " ")) {
                found.add(instruction.substring(name.length() + 1).strip());
            }
        }
        return found;
    }

    @Override
    public String toString() {
        return file;
    }
}
