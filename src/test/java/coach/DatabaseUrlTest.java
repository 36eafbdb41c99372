package coach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way in which hosts print their address is read, and none is repeated with its password. */
class DatabaseUrlTest {
  @Test
  void theCredentialsAreTakenOutOfTheAddress() {
    DatabaseUrl url = DatabaseUrl.parse("postgres://ann:s3cret@db.example.com:5433/gym");
    assertEquals("jdbc:postgresql://db.example.com:5433/gym", url.jdbc());
    assertEquals("db.example.com", url.host());
    assertEquals(5433, url.port());
    assertEquals("ann", url.user());
    assertEquals("s3cret", url.password());
    assertEquals("jdbc:postgresql://db.example.com:5433/gym", url.toString());
  }

  @Test
  void theJdbcFormSaysTheSame() {
    DatabaseUrl url =
        DatabaseUrl.parse(
            "jdbc:postgresql://db.example.com/gym?user=ann&password=a%26b&sslmode=require");
    assertEquals("jdbc:postgresql://db.example.com:5432/gym?sslmode=require", url.jdbc());
    assertEquals("ann", url.user());
    assertEquals("a&b", url.password());
  }

  @Test
  void optionsStayAsTheyWereWritten() {
    assertEquals(
        "jdbc:postgresql://h:5432/gym?sslmode=verify-full&sslrootcert=%2Fetc%2Fca.pem",
        DatabaseUrl.parse("postgresql://a:b@h/gym?sslmode=verify-full&sslrootcert=%2Fetc%2Fca.pem")
            .jdbc());
  }

  @Test
  void percentSignsAreDecodedAndAPlusIsAPlus() {
    DatabaseUrl url = DatabaseUrl.parse("postgres://a%40b:p%2F%3Aw+1@h/gym");
    assertEquals("a@b", url.user());
    assertEquals("p/:w+1", url.password());
  }

  @Test
  void anAtSignInThePasswordIsForgiven() {
    assertEquals("p@w", DatabaseUrl.parse("postgres://ann:p@w@h/gym").password());
  }

  @ParameterizedTest
  @ValueSource(strings = {"[::1]", "127.0.0.1", "my_database", "localhost"})
  void everyKindOfHostIsKept(String host) {
    DatabaseUrl url = DatabaseUrl.parse("postgres://ann:pw@" + host + ":5432/gym");
    assertEquals(host, url.host());
    assertEquals("jdbc:postgresql://" + host + ":5432/gym", url.jdbc());
  }

  @Test
  void onlyPort6543IsATransactionPooler() {
    assertTrue(DatabaseUrl.parse("postgres://a:b@h:6543/gym").isTransactionPooler());
    assertFalse(DatabaseUrl.parse("postgres://a:b@h:5432/gym").isTransactionPooler());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mysql://ann:s3cret@h/gym",
        "postgres://ann:s3cret@h",
        "postgres://ann:s3cret@h/",
        "postgres://h/gym?password=s3cret",
        "postgres://ann:s3cret@h:99999/gym",
        "postgres://ann:s3cret@h:port/gym",
        "postgres://ann:12/s3cret@h/gym",
        "postgres://ann:12#s3cret@h/gym",
        "postgres://ann:s3cret @h/gym",
        "postgres://ann:s3cret%zz@h/gym",
        "s3cret",
      })
  void anUnusableAddressIsExplainedWithoutRepeatingIt(String text) {
    Exception fault = assertThrows(IllegalArgumentException.class, () -> DatabaseUrl.parse(text));
    assertTrue(fault.getMessage().startsWith("DATABASE_URL must look like postgres://"));
    assertFalse(fault.getMessage().contains("s3cret"), fault.getMessage());
    assertEquals(null, fault.getCause());
  }
}
