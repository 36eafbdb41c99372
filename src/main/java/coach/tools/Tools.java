package coach.tools;

import java.util.List;
import java.util.stream.Stream;

/** The table of contents: every tool that coach offers, in the order in which clients list them. */
public final class Tools {
  private Tools() {}

  public static List<Tool> all() {
    return Stream.of(
            ProfileTools.all(),
            ExerciseTools.all(),
            HistoryTools.all(),
            SessionTools.all(),
            SummaryTools.all(),
            ProgressTools.all(),
            RecordTools.all(),
            NextWeightTools.all(),
            VolumeTools.all(),
            LandmarkTools.all(),
            DeloadTools.all(),
            LogTools.all(),
            EditTools.all(),
            UndoTools.all(),
            CustomExerciseTools.all(),
            BodyTools.all(),
            SettingsTools.all())
        .flatMap(List::stream)
        .toList();
  }
}
