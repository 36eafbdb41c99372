package coach.imports;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Puts the gym words of other languages into English, so that names can be looked up. */
final class ForeignNames {
  /** Portuguese, Italian, Spanish, German, French and Turkish; without accents. */
  private static final String WORDS =
      """
      supino reto=bench press; supino inclinado=incline bench press; supino declinado=decline bench press
      supino=bench press; agachamento=squat; agachamento bulgaro=bulgarian split squat
      cadeira extensora=leg extension; mesa flexora=lying leg curl; cadeira flexora=seated leg curl
      levantamento terra romeno=romanian deadlift; levantamento terra=deadlift; stiff=stiff leg deadlift
      puxada alta=lat pulldown; puxada frontal=lat pulldown; remada curvada=bent over row; remada=row
      remada sentada=seated row; barra fixa=pull up; desenvolvimento=shoulder press; flexao de braco=push up
      elevacao lateral=lateral raise; elevacao frontal=front raise; rosca direta=bicep curl
      rosca martelo=hammer curl; rosca biceps=bicep curl; triceps corda=tricep rope pushdown
      triceps testa=skullcrusher; elevacao de panturrilha=calf raise; crucifixo=chest fly
      afundo=lunge; passada=walking lunge; prancha=plank; mergulho=dip; elevacao pelvica=hip thrust
      barra=barbell; halter=dumbbell; halteres=dumbbell; maquina=machine; cabo=cable; polia=cable
      panca piana=bench press; panca inclinata=incline bench press; panca declinata=decline bench press
      stacco da terra=deadlift; stacco rumeno=romanian deadlift; stacco=deadlift; trazioni=pull up
      trazioni alla sbarra=pull up; rematore=bent over row; lento avanti=overhead press
      alzate laterali=lateral raise; alzate frontali=front raise; affondi=lunge; croci=chest fly
      pressa=leg press; leg press 45=leg press; curl a martello=hammer curl; piegamenti=push up
      distensioni sopra la testa=overhead press; spinte in basso=tricep pushdown; estensioni=extension
      bilanciere=barbell; manubri=dumbbell; manubrio=dumbbell; macchina=machine; cavi=cable; cavo=cable
      press de banca=bench press; press banca=bench press; sentadilla=squat; peso muerto=deadlift
      peso muerto rumano=romanian deadlift; dominadas=pull up; remo=row; jalon al pecho=lat pulldown
      press militar=overhead press; elevaciones laterales=lateral raise; zancadas=lunge; fondos=dip
      extension de piernas=leg extension; curl de biceps=bicep curl; flexiones=push up
      mancuerna=dumbbell; mancuernas=dumbbell; polea=cable
      bankdrucken=bench press; schragbankdrucken=incline bench press; kniebeuge=squat; kniebeugen=squat
      kreuzheben=deadlift; rumanisches kreuzheben=romanian deadlift; klimmzug=pull up; klimmzuge=pull up
      schulterdrucken=shoulder press; seitheben=lateral raise; beinpresse=leg press; beinstrecker=leg extension
      latzug=lat pulldown; langhantelrudern=barbell row; liegestutze=push up; wadenheben=calf raise
      langhantel=barbell; kurzhantel=dumbbell; kurzhanteln=dumbbell; maschine=machine; kabelzug=cable
      developpe couche=bench press; developpe incline=incline bench press; souleve de terre=deadlift
      developpe militaire=overhead press; tractions=pull up; tirage vertical=lat pulldown; pompes=push up
      elevations laterales=lateral raise; presse a cuisses=leg press; fentes=lunge; barre=barbell
      haltere=dumbbell; halteres=dumbbell; poulie=cable; barra ez=ez bar
      bench pres=bench press; barfiks=pull up; sinav=push up; olu kaldiris=deadlift; halter=barbell
      dambil=dumbbell; makine=machine; kablo=cable
      """;

  /** The longest first, so that a whole name goes before its parts; of two meanings the first. */
  private static final List<Word> ALL =
      WORDS
          .lines()
          .flatMap(line -> List.of(line.split(";")).stream())
          .map(pair -> pair.strip().split("="))
          .map(pair -> new Word(whole(pair[0]), pair[1], pair[0].length()))
          .sorted(Comparator.comparingInt(Word::length).reversed())
          .toList();

  private ForeignNames() {}

  private record Word(Pattern foreign, String english, int length) {}

  private static Pattern whole(String word) {
    return Pattern.compile("(?<![\\p{L}])" + Pattern.quote(word) + "(?![\\p{L}])");
  }

  /** The name in lower case without accents, with the words it knows in English. */
  static String english(String name) {
    String folded = java.text.Normalizer.normalize(name, java.text.Normalizer.Form.NFKD);
    String english = folded.replaceAll("\\p{M}+", "").toLowerCase(Locale.ROOT);
    for (Word word : ALL) {
      english = word.foreign().matcher(english).replaceAll(word.english());
    }
    return english;
  }
}
