using System.Text.Json;
using ConnectWizard.Connections;
using Shouldly;
using Xunit;

namespace ConnectWizard.Conventions;

/// <summary>A secret's type does not print itself, whichever way somebody prints it.</summary>
public sealed class SecretTests
{
    private const string Value = "not-for-anybodys-eyes";

    [Fact]
    public void A_secret_prints_as_three_stars()
    {
        var secret = new Secret(Value);
        $"{secret} {secret:X}".ShouldBe("*** ***");
        string.Concat(secret, new { secret }).ShouldNotContain(Value);
    }

    [Fact]
    public void A_secret_is_not_serialized_nor_read() => new Secret(Value).ShouldSatisfyAllConditions(
        secret => Should.Throw<NotSupportedException>(() => JsonSerializer.Serialize(secret)),
        secret => Should.Throw<NotSupportedException>(() => JsonSerializer.Serialize(new { secret })),
        _ => Should.Throw<NotSupportedException>(() => JsonSerializer.Deserialize<Secret>("\"x\"")));

    /// <summary>Records print their members: no record of ours has a member that holds a secret as plain text.</summary>
    [Fact]
    public void No_record_of_the_product_keeps_a_secret_as_text()
    {
        var suspects =
            from type in typeof(Secret).Assembly.GetTypes()
            where type.GetMethod("<Clone>$") is not null
            from property in type.GetProperties()
            where property.PropertyType == typeof(string) && IsSecretName(property.Name)
            select $"{type.Name}.{property.Name}";
        suspects.ShouldBeEmpty();
    }

    [Fact]
    public void Records_that_hold_a_secret_do_not_print_it()
    {
        var sample = new SampleConnection("title", "name", "https://example.com", "collection", new Secret(Value));
        sample.ToString().ShouldContain("***");
        sample.ToString().ShouldNotContain(Value);
    }

    private static bool IsSecretName(string name) =>
        name.EndsWith("Token", StringComparison.Ordinal) || name.Contains("Password", StringComparison.Ordinal) || name.Contains("Secret", StringComparison.Ordinal);
}
