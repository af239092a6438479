using System.Text.Json;
using ConnectWizard.Connections;
using Shouldly;
using Xunit;

namespace ConnectWizard.Accounts;

public sealed class TokenGrantTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("3600", 3540)]
    [InlineData("\"3600\"", 3540)]
    [InlineData("300", 270)]
    [InlineData("10", 9)]
    [InlineData("0", 270)]
    [InlineData("-5", 270)]
    [InlineData("\"soon\"", 270)]
    [InlineData("null", 270)]
    [InlineData("[]", 270)]
    [InlineData("1e300", 270)]
    [InlineData("999999999", 86340)]
    public void A_token_is_renewed_ahead_of_its_end_by_a_tenth_of_its_life_or_a_minute(string expiresIn, int seconds) =>
        Read($$"""{"access_token":"a","expires_in":{{expiresIn}}}""").RenewAt.ShouldBe(Now + TimeSpan.FromSeconds(seconds));

    [Theory]
    [InlineData("7776000", 90)]
    [InlineData("\"7776000\"", 90)]
    [InlineData("0", null)]
    [InlineData("-5", null)]
    [InlineData("\"soon\"", null)]
    [InlineData("1e300", null)]
    [InlineData("null", null)]
    public void The_end_of_a_sign_in_is_what_the_provider_says_and_never_guessed(string expiresIn, int? days) =>
        Read($$"""{"access_token":"a","refresh_token":"r","refresh_token_expires_in":{{expiresIn}}}""").Expiry.ShouldBe(
            days is { } number ? new CredentialExpiry(Now + TimeSpan.FromDays(number), ExpirySource.SignIn) : null);

    [Theory]
    [InlineData("""{"access_token":"a"}""", true)]
    [InlineData("""{"access_token":"a","token_type":"bearer"}""", true)]
    [InlineData("""{"access_token":"a","token_type":"mac"}""", false)]
    [InlineData("""{"access_token":""}""", false)]
    [InlineData("""{"access_token":5}""", false)]
    [InlineData("""{}""", false)]
    [InlineData("""[]""", false)]
    public void An_answer_without_a_bearer_token_is_none(string json, bool expected)
    {
        using var document = JsonDocument.Parse(json);

        TokenGrant.IsIn(document.RootElement).ShouldBe(expected);
    }

    [Theory]
    [InlineData("""{"access_token":"\\ud800"}""")]
    [InlineData("""{"access_token":"a","token_type":"\\ud800"}""")]
    public void Half_of_a_surrogate_pair_is_no_text_and_no_bug(string json)
    {
        using var document = JsonDocument.Parse(json.Replace(@"\\", @"\"));

        Should.NotThrow(() => TokenGrant.IsIn(document.RootElement));
        EntraError.In(document.RootElement).ShouldBeNull();
    }

    private static TokenGrant Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return TokenGrant.Of(document.RootElement, Now);
    }
}
