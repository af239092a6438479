using System.Globalization;
using ConnectWizard.AzureDevOps;
using ConnectWizard.Connections;
using ConnectWizard.Connections.Addresses;
using ConnectWizard.Network;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ConnectWizard.Checks;

/// <summary>Answers that nobody has seen yet: they end in an honest problem, with what was seen.</summary>
public sealed class UnseenAnswerTests
{
    private const string NotARealToken = "not-a-real-token-of-anybody";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(418, "text/plain", "I am short and stout", "I am short and stout")]
    [InlineData(299, "application/xml", "<answer><tea/></answer>", null)]
    [InlineData(200, "application/json", """{"tea":true}""", """{"tea":true}""")]
    [InlineData(204, "", "", null)]
    [InlineData(402, "application/json", """{"typeKey":"PaymentException","message":"TF999999: Pay first."}""", "TF999999: Pay first.")]
    public async Task An_answer_of_azure_devops_that_is_not_known_is_shown_as_it_is(int status, string type, string body, string? shown)
    {
        var result = await RunAsync(status, type, body);

        var failure = result.Failure.ShouldNotBeNull(Described.Of(result));
        failure.Code.ShouldBe(ProblemCode.UnexpectedAnswer, Described.Of(result));
        failure.Evidence.ShouldContain(new Evidence("Status", status.ToString(CultureInfo.InvariantCulture)));
        failure.Evidence.ShouldContain(evidence => evidence.Label == "Request" && evidence.Value.StartsWith("GET /", StringComparison.Ordinal));
        failure.Evidence.ShouldContain(evidence => evidence.Label == "Activity id");
        failure.Evidence.Any(evidence => evidence.Value == shown).ShouldBe(shown is not null, Described.Of(result));
    }

    [Fact]
    public async Task A_token_that_it_sends_back_is_not_shown()
    {
        var result = await RunAsync(418, "text/plain", $"you said {NotARealToken}");

        Described.Of(result).ShouldContain("you said ***");
        Described.Of(result).ShouldNotContain(NotARealToken);
    }

    private static async Task<CheckResult> RunAsync(int status, string type, string body)
    {
        await using var server = await LoopbackServer.StartAsync(context => AnswerAsync(context, status, type, body));
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            [new("Network:ConnectTo:0", string.Create(CultureInfo.InvariantCulture, $"odd.example:80:127.0.0.1:{server.Port}"))]);
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IConfiguration>(configuration.Build())
            .AddSingleton(new CheckPolicy(2020))
            .AddAzureDevOps()
            .AddChecks()
            .BuildServiceProvider();
        var subject = new CheckSubject(ParsedTarget.Parse("http://odd.example", "DefaultCollection"), new Secret(NotARealToken));
        return await services.GetRequiredService<IConnectionCheck>().RunAsync(subject, _ => { }, Ct);
    }

    /// <summary>Strangers are refused as ever; who comes with a token meets the answer.</summary>
    private static async Task AnswerAsync(HttpContext context, int status, string type, string body)
    {
        var isKnown = context.Request.Headers.Authorization.Count > 0;
        context.Response.Headers["ActivityId"] = "0f8fad5b-d9cb-469f-a165-70867728950e";
        context.Response.Headers.WWWAuthenticate = isKnown ? default : "Basic realm=\"http://odd.example/\"";
        context.Response.StatusCode = isKnown ? status : 401;
        context.Response.ContentType = isKnown ? type : "text/html";
        if (isKnown && body.Length > 0)
            await context.Response.WriteAsync(body, Ct);
    }
}
