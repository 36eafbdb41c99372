package coach.cli;

import coach.Config;
import coach.DatabaseUrl;
import coach.app.LocalCaller;
import coach.app.RunningDatabase;
import coach.cli.Doctor.Checkup;
import coach.db.DatabaseException;
import coach.db.Pooling;
import coach.db.ServerStatements;
import coach.migrate.Migrations;
import coach.migrate.OfferedChange;
import coach.tools.Tool;
import coach.tools.contents.Tools;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The doctor's look into a database that answers. */
record DatabaseCheckup(
    Checkup checkup, Config config, RunningDatabase running, ServerStatements statements) {
  private static final int OLDEST_VERSION = 150_000;
  private static final int SKEW_SECONDS = 60;
  private static final long SCARCE_BYTES = 300L << 20;

  void examine() {
    JsonNode facts = statements.run("inspect", Map.of());
    server(facts);
    clock(facts);
    if (isEmbedded()) {
      disk();
    } else {
      pooler();
    }
    boolean ready = schema(facts);
    additions();
    if (ready) {
      missing(
          "roles",
          List.of("anon", "authenticated", "service_role"),
          facts.get("member_of"),
          "coach connects as \"ROLE\", which cannot act as NAMES: let an administrator run: grant NAMES to \"ROLE\";"
              .replace("ROLE", facts.get("role").asText()));
      missing(
          "extensions",
          List.of("pg_trgm", "uuid-ossp"),
          facts.get("extensions"),
          "NAMES is missing: run \"coach migrate\", or enable it where your host does that.");
      lifter();
      config.supabase().ifPresent(project -> standing(facts.get("role").asText()));

      new Figures(checkup, config, statements).examine();
    }
  }

  private boolean isEmbedded() {
    return running.embedded().isPresent();
  }

  private void server(JsonNode facts) {
    String version = "PostgreSQL " + facts.get("version").asText();
    if (facts.get("version_number").asInt() < OLDEST_VERSION) {
      checkup.fail("database", version + " is too old: use PostgreSQL 15 or newer.");
      return;
    }
    checkup.ok(
        "database",
        isEmbedded()
            ? "%s, embedded in %s".formatted(version, config.home())
            : "%s at %s:%d".formatted(version, running.url().host(), running.url().port()));
  }

  private void clock(JsonNode facts) {
    long apart =
        Math.round(Math.abs(facts.get("clock").asDouble() - System.currentTimeMillis() / 1000.0));
    if (apart > SKEW_SECONDS) {
      checkup.warn(
          "clock",
          "this machine and the database are %d seconds apart: set both by a time server."
              .formatted(apart));
    } else {
      checkup.ok("clock", "agrees with the database's");
    }
  }

  private void disk() {
    try {
      long free = Files.getFileStore(config.home()).getUsableSpace();
      if (free < SCARCE_BYTES) {
        checkup.warn("disk", "only %d MB are free: make room soon.".formatted(free >> 20));
      } else {
        checkup.ok("disk", "%d MB free".formatted(free >> 20));
      }
    } catch (IOException unknown) {
      checkup.warn("disk", "its free space cannot be read; look at it yourself.");
    }
  }

  private void pooler() {
    checkup.ok(
        "pooler",
        switch (Pooling.of(running.url())) {
          case NONE -> "none";
          case SESSION -> "in session mode";
          case TRANSACTION ->
              "in transaction mode, where every statement is planned anew and \"coach migrate\" is refused; session mode is faster";
        });
  }

  private void standing(String role) {
    JsonNode seen = statements.run("sees_supabase", Map.of());
    if (seen.get("people").asBoolean() && seen.get("sessions").asBoolean()) {
      checkup.ok("standing", "bans, deletions, sign-outs and new passwords in Supabase are seen");
    } else {
      checkup.warn(
          "standing",
          "\"%s\" cannot read auth.users and auth.sessions, so bans, deletions, sign-outs and new passwords in Supabase end nothing here: migrate as the project's role postgres."
              .formatted(role));
    }
  }

  /** Whether coach can work with what is there. */
  private boolean schema(JsonNode facts) {
    String version =
        facts.get("has_coach").asBoolean()
            ? statements.run("schema_version", Map.of()).path("version").asText("")
            : "";
    int difference = version.compareTo(Migrations.NEWEST);
    if (difference == 0) {
      checkup.ok("schema", "version " + version);
    } else if (difference > 0) {
      checkup.fail("schema", "version %s is of a newer coach: update coach.".formatted(version));
    } else if (isEmbedded()) {
      checkup.ok(
          "schema",
          "%s; the next start brings version %s"
              .formatted(version.isEmpty() ? "none yet" : "version " + version, Migrations.NEWEST));
    } else {
      checkup.fail(
          "schema",
          "%s, and this coach needs version %s: run \"coach migrate --dry-run\", then \"coach migrate\"."
              .formatted(found(facts, version), Migrations.NEWEST));
    }
    return difference == 0;
  }

  /** What coach lacks, and what it may not change unasked. */
  private void additions() {
    DatabaseUrl url = running.url();
    List<String> tools = Tools.all().stream().map(Tool::name).toList();
    Migrations.Report report =
        new Migrations(url.jdbc(), url.user(), url.password()).inspect(tools);
    if (!report.missing().isEmpty() && !isEmbedded()) {
      checkup.fail(
          "additions",
          "%s. %s".formatted(String.join("; ", report.missing()), effect(report, tools.size())));
    }
    for (OfferedChange offer : report.open()) {
      checkup.warn(
          offer.id(),
          "%s. Run \"coach migrate --take %s\"; then %s."
              .formatted(offer.withoutIt(), offer.id(), offer.change()));
    }
    if (!report.leaking().isEmpty()) {
      checkup.warn(
          "own views",
          "%s: through views that read with their owner's rights all users can see custom exercises or private plans. Let each respect its reader's rights: \"alter view NAME set (security_invoker = true)\"; a materialized view cannot, so revoke it from anon and authenticated."
              .formatted(report.leaking()));
    }
  }

  private static String effect(Migrations.Report report, int tools) {
    return switch (report.switchedOff().size()) {
      case 0 -> "No tool needs it; signing in may.";
      case 1 -> "Without it %s does not work.".formatted(report.switchedOff().get(0));
      default ->
          report.switchedOff().size() == tools
              ? "Every call needs coach's own schema, so no tool works until then."
              : "Without it these tools do not work: %s."
                  .formatted(String.join(", ", report.switchedOff()));
    };
  }

  private static String found(JsonNode facts, String version) {
    if (!version.isEmpty()) {
      return "version " + version;
    }
    return facts.get("has_workouts").asBoolean()
        ? "the workout app's tables without coach's additions"
        : "no tables yet";
  }

  /** NAMES in the remedy stands for those that are missing. */
  private void missing(String what, List<String> needed, JsonNode there, String remedy) {
    List<String> absent = new ArrayList<>(needed);
    there.forEach(name -> absent.remove(name.asText()));
    if (absent.isEmpty()) {
      checkup.ok(what, String.join(", ", needed));
    } else {
      checkup.fail(what, remedy.replace("NAMES", String.join(", ", absent)));
    }
  }

  private void lifter() {
    if (isEmbedded() && config.user().isEmpty()) {
      checkup.ok("lifter", "the local lifter");
      return;
    }
    try {
      LocalCaller.find(statements, config.user(), false);
      checkup.ok("lifter", config.user().orElse("the local lifter"));
    } catch (LocalCaller.NotFound | DatabaseException unknown) {
      checkup.warn("lifter", unknown.getMessage());
    }
  }
}
