using System.Buffers.Text;
using System.Text;
using System.Text.Json;
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
    [InlineData("""{"aud":"app","tid":"9D2C5E0A-6a5e-4b7f-9c71-0e5a4c1b2d3e","preferred_username":"ada@spacetech.example"}""", "app", "9d2c5e0a-6a5e-4b7f-9c71-0e5a4c1b2d3e", "ada@spacetech.example")]
    [InlineData("""{"aud":["app"],"tid":"../../evil"}""", "app", null, null)]
    [InlineData("""{"aud":["app","another"]}""", "app another", null, null)]
    [InlineData("""{"aud":[1],"sub":"x"}""", "", null, null)]
    [InlineData("""["aud"]""", "", null, null)]
    public void An_identity_token_tells_application_tenant_and_login(string claims, string audience, string? tenant, string? login)
    {
        var token = IdentityToken.Read($"e30.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims))}.").ShouldNotBeNull();

        string.Join(' ', token.Audience).ShouldBe(audience);
        (token.Tenant, token.Login).ShouldBe((tenant, login));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("not a token")]
    [InlineData("a.b")]
    [InlineData("a.%%%.c")]
    [InlineData("a.e30x.c")]
    public void What_is_no_identity_token_tells_nothing(string? text) => IdentityToken.Read(text).ShouldBeNull();

    private static TokenGrant Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return TokenGrant.Of(document.RootElement, Now);
    }
}
