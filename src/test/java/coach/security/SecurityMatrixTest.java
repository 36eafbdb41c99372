package coach.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.testing.Accepted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Nothing that a standard demands is without a test or a reason, and the page says which. */
class SecurityMatrixTest {
  private static final Path PAGE = Path.of("docs/security.md");
  private static final String BEGIN = "<!-- matrix -->\n";
  private static final String END = "<!-- /matrix -->\n";

  private final List<Standard> standards = Standard.all();
  private final Proofs proofs = Proofs.read();

  private List<Duty> duties() {
    return standards.stream().flatMap(standard -> standard.duties().stream()).toList();
  }

  @Test
  void everyDutyIsProvedOrHasAReason() {
    Set<String> unproved =
        duties().stream()
            .filter(duty -> duty.isOurs() && proofs.of(duty).isEmpty())
            .map(Duty::id)
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(Set.of(), unproved);
  }

  @Test
  void noDutyOccursTwiceAndNoTestProvesOneThatIsNot() {
    Set<String> ids = new TreeSet<>();
    duties().forEach(duty -> assertTrue(ids.add(duty.id()), duty.id()));
    Set<String> unknown = new TreeSet<>(proofs.byDuty().keySet());
    unknown.removeAll(ids);
    assertEquals(Set.of(), unknown);
  }

  @Test
  void thePageIsUpToDate() throws IOException {
    String page = Files.readString(PAGE);
    int begin = page.indexOf(BEGIN) + BEGIN.length();
    Accepted.compare(PAGE, page.substring(0, begin) + matrix() + page.substring(page.indexOf(END)));
  }

  private String matrix() {
    StringBuilder text = new StringBuilder();
    for (Standard standard : standards) {
      text.append("\n### [%s](%s)\n\n".formatted(standard.title(), standard.address()));
      text.append("| section | who | duty | proof |\n|---|---|---|---|\n");
      standard.duties().stream()
          .filter(duty -> !duty.role().equals("CLIENT"))
          .forEach(duty -> text.append(row(duty)));
      text.append(clients(standard));
    }
    return text.append("\n").toString();
  }

  private String row(Duty duty) {
    List<String> cells = new ArrayList<>();
    proofs.of(duty).forEach(proof -> cells.add(proof.markdown()));
    if (!duty.reason().isEmpty()) {
      cells.add("*" + duty.reason() + "*");
    }
    return "| %s | %s | %s | %s |\n"
        .formatted(duty.section(), who(duty), duty.words(), String.join("<br>", cells));
  }

  private static String who(Duty duty) {
    return switch (duty.role()) {
      case "AS" -> "authorization server";
      case "RS" -> "resource server";
      case "AS+RS" -> "both servers";
      case "AS+CLIENT" -> "authorization server, client";
      default -> "operator";
    };
  }

  /** What binds the apps that people connect; coach can only refuse those that do otherwise. */
  private static String clients(Standard standard) {
    String theirs =
        standard.duties().stream()
            .filter(duty -> duty.role().equals("CLIENT"))
            .map(duty -> duty.section() + " " + clause(duty.words()))
            .collect(Collectors.joining("; "));
    return theirs.isEmpty() ? "" : "\nNot applicable, as the duty of clients: " + theirs + ".\n";
  }

  /** A sentence as a part of a longer one. */
  private static String clause(String sentence) {
    return Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1, sentence.length() - 1);
  }
}
