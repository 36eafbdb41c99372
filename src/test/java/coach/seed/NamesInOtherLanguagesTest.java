package coach.seed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A name in the lifter's own language is the lift they mean or a question, never another lift. */
class NamesInOtherLanguagesTest {
  /** The lift, then its names in German, Spanish, French, Italian and Portuguese. */
  private static final String NAMES =
      """
      Barbell Back Squat: Kniebeuge; Kniebeugen; sentadilla; Sentadillas; agachamento; squat barre
      Barbell Front Squat: Frontkniebeugen; sentadilla frontal; squat avant; agachamento frontal
      Bulgarian Split Squat: bulgarische Kniebeugen; sentadilla búlgara; squat bulgare; squat bulgaro
      Barbell Bench Press: Bankdrücken; bankdruecken; press de banca; développé couché; panca piana; supino
      Incline Barbell Bench Press: Schrägbankdrücken; press inclinado; développé incliné; panca inclinata
      Dumbbell Bench Press: Bankdrücken mit Kurzhanteln; press de banca con mancuernas; développé couché haltères
      Close-Grip Bench Press: enges Bankdrücken; développé couché prise serrée; panca stretta; supino fechado
      Barbell Deadlift: Kreuzheben; peso muerto; soulevé de terre; stacchi da terra; levantamento terra
      Romanian Deadlift: rumänisches Kreuzheben; peso muerto rumano; soulevé de terre roumain; stacco rumeno
      Sumo Deadlift: Kreuzheben Sumo; peso muerto sumo; soulevé de terre sumo; levantamento terra sumo
      Overhead Press: Schulterdrücken; Überkopfdrücken; press militar; développé militaire; lento avanti
      Dumbbell Shoulder Press: Schulterdrücken mit Kurzhanteln; press de hombros con mancuernas
      Dumbbell Lateral Raise: Seitheben; elevaciones laterales; élévations latérales; alzate laterali; elevação lateral
      Dumbbell Front Raise: Frontheben; elevaciones frontales; alzate frontali; elevação frontal
      Dumbbell Reverse Fly: vorgebeugtes Seitheben; pájaros; oiseau; alzate a 90; crucifixo inverso
      Barbell Row: Langhantelrudern; remo con barra; rowing barre; rematore; remada curvada
      Dumbbell Row: Kurzhantelrudern; remo con mancuerna; rowing haltère; rematore con manubrio; remada unilateral
      Seated Cable Row: Kabelrudern; remo en polea baja; tirage horizontal; pulley basso; remada baixa
      Barbell Upright Row: aufrechtes Rudern; remo al mentón; rowing menton; tirate al mento; remada alta
      Pull-Up: Klimmzüge; Klimmzuege; dominadas; tractions; trazioni; barra fixa
      Chin-Up: Klimmzüge im Untergriff; dominadas supinas; tractions supination; trazioni presa supina
      Lat Pulldown: Latzug; Latziehen; jalón al pecho; tirage vertical; lat machine; puxada frontal
      Push-Up: Liegestütze; Liegestuetze; flexiones; lagartijas; pompes; piegamenti; flexões; flexão de braço
      Parallel Bar Dip: Barrenstütz; fondos en paralelas; parallele; paralelas
      Dumbbell Curl: Bizepscurls; curl de bíceps; curl con mancuernas; curl haltères; curl con manubri
      Barbell Curl: Langhantelcurls; curl con barra; curl barre; curl con bilanciere; rosca direta
      EZ-Bar Curl: SZ Curls; SZ-Curls; curl con barra Z; curl barre EZ; rosca direta barra W
      Hammer Curl: Hammercurls; curl martillo; curl marteau; curl a martello; rosca martelo
      EZ-Bar Preacher Curl: Scottcurls; curl predicador; curl pupitre; rosca scott
      Triceps Pushdown: Trizepsdrücken; extensión de tríceps en polea; extension triceps poulie; tríceps pulley
      Skullcrusher: Stirndrücken; press francés; barre au front; rompecráneos
      Dumbbell Fly: Fliegende; aperturas; écarté couché; croci con manubri; crucifixo
      Cable Crossover: cruce de poleas; croci ai cavi; poulie vis à vis
      Leg Press: Beinpresse; prensa de piernas; presse à cuisses; pressa; prensa
      Leg Extension: Beinstrecker; extensión de piernas; leg extensions; cadeira extensora
      Lying Leg Curl: Beinbeuger; curl femoral; leg curl allongé; mesa flexora
      Seated Leg Curl: Beinbeuger sitzend; curl femoral sentado; leg curl assis; cadeira flexora
      Standing Calf Raise: Wadenheben; elevación de talones; mollets debout; panturrilha em pé
      Seated Calf Raise: Wadenheben sitzend; gemelos sentado; mollets assis; calf seduto
      Barbell Hip Thrust: Hüftheben; empuje de cadera; hip thrust con barra; elevação pélvica
      Dumbbell Lunge: Ausfallschritte; zancadas; fentes; affondi; afundo
      Dumbbell Walking Lunge: gehende Ausfallschritte; fentes marchées; passadas
      Front-Foot-Elevated Split Squat: front foot elevated split squat
      Dumbbell Step-Up: step ups weighted; Aufsteiger; subidas al cajón; montées sur banc
      Barbell Shrug: Schulterheben; encogimientos de hombros; scrollate; encolhimento
      Back Extension: Rückenstrecker; hiperextensiones; extension lombaire; iperestensioni
      Plank: Unterarmstütz; plancha; gainage; prancha
      Hanging Leg Raise: Beinheben im Hang; elevación de piernas colgado; relevé de jambes suspendu
      Clean and Jerk: Stoßen; Stossen; envión; épaulé-jeté; slancio
      Snatch: Reißen; arrancada; arraché; strappo; arranco
      Goblet Squat: Goblet-Kniebeuge; sentadilla copa; squat gobelet; agachamento goblet
      Smith Machine Squat: Kniebeugen an der Multipresse; sentadilla en multipower; agachamento no smith
      Face Pull: Face Pulls am Kabelzug; tirage visage; tirate al viso
      Decline Barbell Bench Press: Negativbankdrücken; press declinado; développé décliné; panca declinata
      Machine Chest Press: Brustpresse; press de pecho en máquina; presse pectorale; supino na máquina
      Pec Deck: Butterfly; contractora de pecho; voador; crucifixo máquina
      Machine Reverse Fly: Butterfly reverse; contractora inversa; voador inverso
      T-Bar Row: T-Bar Rudern; remo T; rowing barre T; remada cavalinho
      Straight-Arm Pulldown: jalón brazos rectos; pulldown braccia tese
      Concentration Curl: Konzentrationscurls; curl concentrado; curl concentré; rosca concentrada
      Machine Hip Abduction: Abduktorenmaschine; abductores; machine abducteurs; cadeira abdutora
      Machine Hip Adduction: Adduktorenmaschine; aductores; adducteurs; cadeira adutora
      Stiff-Leg Deadlift: gestrecktes Kreuzheben; peso muerto piernas rígidas; stacco gambe tese; stiff
      Trap Bar Deadlift: Trapbar Kreuzheben; peso muerto barra hexagonal; stacco trap bar
      Side Plank: Seitstütz; plancha lateral; planche latérale; prancha lateral
      Assisted Pull-Up: unterstützte Klimmzüge; dominadas asistidas; tractions assistées; barra fixa assistida
      Farmer's Walk: paseo del granjero; marche du fermier; camminata del contadino
      Nordic Hamstring Curl: curl nórdico; curl nordique
      Bodyweight Squat: Kniebeugen ohne Gewicht; sentadilla sin peso; squat poids du corps
      Kettlebell Swing: swing con kettlebell; balanço com kettlebell
      """;

  /**
   * What may mean several lifts, or one that the catalogue names otherwise: the lifter is asked.
   */
  private static final List<String> VAGUE =
      List.of(
          ("remo,Rudern,polea,remada,tirage,elevaciones,Drücken,Bauch,Bizeps,SZ,Kniebeugen einbeinig,"
                  + "step ups with weights,curl con barra recta,"
                  + "pectoral machine,peso muerto con mancuernas,Ergometer,remo invertido,zancadas con barra,"
                  + "sentadilla con mancuernas,flexiones diamante,flexiones declinadas")
              .split(","));

  @Test
  void theLiftThatIsMeant() throws Exception {
    List<String> wrong = new ArrayList<>();
    try (SeededDatabase database = SeededDatabase.create()) {
      for (String line : NAMES.lines().toList()) {
        String[] lift = line.split(": ");
        for (String name : lift[1].split("; ")) {
          List<String> found = found(database, name);
          if (!found.equals(List.of(lift[0]))) {
            wrong.add(name + " -> " + found);
          }
        }
      }
      for (String vague : VAGUE) {
        found(database, vague).forEach(name -> wrong.add(vague + " -> " + name));
      }
    }
    assertEquals(List.of(), wrong);
  }

  private static List<String> found(SeededDatabase database, String name) throws Exception {
    return database.column("select name from coach.find_exercise(?) where winner", name);
  }
}
