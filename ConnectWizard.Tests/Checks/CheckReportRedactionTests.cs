using System.Text;
using ConnectWizard.Connections;
using Shouldly;
using Xunit;
using static ConnectWizard.Checks.CheckReportSamples;

namespace ConnectWizard.Checks;

/// <summary>What a report leaves out, and what it does not.</summary>
public sealed class CheckReportRedactionTests
{
    private static readonly string Base64 = Convert.ToBase64String(Encoding.UTF8.GetBytes(":" + TokenLike(52)));

    public static TheoryData<string, string> Credentials => new()
    {
        { "Message", $"the token {TokenLike(52)} is wrong" },
        { "Message", TokenLike(84) + "." },
        { "Message", $"/{TokenLike(52)}/" },
        { "Detail", $"Authorization: Basic {Base64}" },
        { "Detail", $"got proxy-authorization:Negotiate {Base64}, no more" },
        { "Detail", "Basic dXNlcjpwYXNzMQ==" },
        { "Detail", "Set-Cookie: FedAuth=77u; path=/" },
        { "Set-Cookie", "FedAuth=77u" },
        { "Authorization", "Custom abc" },
        { "Location", "https://login.example/x?code=0.AR&state=1" },
        { "Location", "https://login.example/x#access_token=abc1" },
        { "accessPoint", "https://ada:hunter2@azure.example.com/tfs" },
        { "Message", "Password=hunter2; Server=db" },
        { "Message", "eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9.eyJhdWQiOiI0OTliODRhYyJ9.c2lnbmF0dXJl" },
    };

    public static TheoryData<string, string> Harmless => new()
    {
        { "SHA-256", "9F86D081884C7D659A2FEAA0C55AD015A3BF4F1B2B0B822CD15D6C15B0F00A08" },
        { "Activity id", "3f2504e0-4f89-11d3-9a0c-0305e82c3301" },
        { "Request", "GET /tfs/Space%20Missions/_apis/git/repositories/mars-rover-navigation-and-guidance-system/refs" },
        { "Realm", "https://azure.example.com/tfs" },
        { "Sign-in offered", "Bearer, Basic, Negotiate, NTLM" },
        { "Message", "Basic authentication is switched on." },
        { "Message", "TF400813: The user 'aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa' is not authorized to access this resource." },
        { "Chain", "CN=azure.example.com, O=SpaceTech > CN=SpaceTech Root" },
        { "Server", "Microsoft-IIS/10.0" },
        { "Valid", "2026-01-01 to 2027-01-01" },
        { "Bodenstation München", "Edit Subscriptions: no" },
    };

    [Theory]
    [MemberData(nameof(Credentials))]
    public void Whatever_looks_like_a_credential_is_taken_out(string label, string value)
    {
        var text = CheckReportText.Write(CheckReport.Of(Seeing(label, value), EndedAt));

        text.ShouldContain(CheckReportRedaction.Mark);
        foreach (var secret in (string[])[TokenLike(52)[..10], TokenLike(84)[..10], Base64[..10], "dXNlcj", "FedAuth=", "Custom abc", "0.AR", "abc1", "hunter2", "eyJ", "c2ln"])
            text.ShouldNotContain(secret);
    }

    [Theory]
    [MemberData(nameof(Harmless))]
    public void What_support_needs_stays(string label, string value) =>
        CheckReport.Of(Seeing(label, value), EndedAt).Items[(int)CheckItemId.Http].Evidence.ShouldBe([new Evidence(label, value)]);

    [Theory]
    [InlineData("{0}")]
    [InlineData("your token '{0}' was refused")]
    [InlineData("x{0}x{0}")]
    public void The_token_of_the_check_is_taken_out_in_each_form(string message)
    {
        const string token = "an-odd.short~one";
        var encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes(":" + token));
        foreach (var form in (string[])[token, encoded, token[..12], encoded[..12]])
        {
            var result = Seeing("Message", string.Format(System.Globalization.CultureInfo.InvariantCulture, message, form));

            CheckReportJson.Write(CheckReport.Of(result, EndedAt, new Secret(token))).ShouldNotContain(form[..10]);
        }
    }

    [Theory]
    [InlineData("Ada Lovelace was here", "A… L… was here")]
    [InlineData(@"SPACETECH\ada was here", @"SPACETECH\a… was here")]
    [InlineData("ask grace.hopper@spacetech.example", "ask g…@spacetech.example")]
    [InlineData(@"as CORP\g.hopper", @"as CORP\g…")]
    [InlineData("TF400813: The user 'Grace Hopper' is not authorized", "TF400813: The user 'G… H…' is not authorized")]
    [InlineData("Access Denied: Grace Hopper needs the following permission(s)", "Access Denied: G… H… needs the following permission(s)")]
    [InlineData("https://ada lovelace.example", "https://ada lovelace.example")]
    public void People_are_shortened_in_evidence(string value, string shortened)
    {
        var result = Seeing("Message", value) with { Facts = Facts };

        CheckReport.Of(result, EndedAt).Items[(int)CheckItemId.Http].Evidence[0].Value.ShouldBe(shortened);
    }

    [Fact]
    public void A_problem_that_is_about_somebody_names_them()
    {
        var problem = new Problem(ProblemCode.NotAMember).With("account", "Ada Lovelace").WithEvidence(new Evidence("Message", "Ada Lovelace is unknown"));

        var item = CheckReport.Of(With(Failed(problem, CheckItemId.Collection)), EndedAt).Items[(int)CheckItemId.Collection];

        item.Sentence.ShouldStartWith("Ada Lovelace is known to");
        item.Evidence[0].Value.ShouldBe("A… L… is unknown");
    }

    [Fact]
    public void A_value_cannot_begin_a_line_of_its_own()
    {
        var text = CheckReportText.Write(CheckReport.Of(Seeing("Page", "a\r\n[passed] TLS, 1 ms: all well\u2028\u202Eb"), EndedAt));

        text.ShouldContain("- Page: a [passed] TLS, 1 ms: all well b\n");
    }
}
