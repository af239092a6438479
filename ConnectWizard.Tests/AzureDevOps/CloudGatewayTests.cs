using System.Globalization;
using ConnectWizard.Connections;
using ConnectWizard.Network;
using ConnectWizard.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace ConnectWizard.AzureDevOps;

/// <summary>Azure DevOps Services at an address of the operator's, which answer as a test says.</summary>
public sealed class CloudGatewayTests
{
    private static readonly EntraAccessToken Token = new("an-access-token-that-is-long-enough");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("""{"count":2,"value":[{"accountName":"b","properties":{}},{"accountName":"A"}]}""", "A, b")]
    [InlineData("""[{"AccountName":"old","AccountId":"x"}]""", "old")]
    [InlineData("""{"count":0,"value":[]}""", "")]
    [InlineData("""{"value":[{"accountName":"on","accountStatus":"enabled"},{"accountName":"off","accountStatus":"disabled"},{"accountName":" "}]}""", "off: disabled, on")]
    [InlineData("""{"value":[{"accountName":"odd","accountStatus":"\ud800"},{"accountName":"list","accountStatus":[1]}]}""", "list, odd")]
    [InlineData("""{"value":[{"accountName":"off","accountStatus":2,"statusReason":"Nobody paid."},{"accountName":"on","accountStatus":1}]}""", "off: Nobody paid., on")]
    public async Task Organizations_are_listed_by_name_with_the_reason_of_those_that_are_disabled(string body, string expected)
    {
        var organizations = await AskAsync(Json(body), cloud => cloud.ListOrganizationsAsync(Token, "member & co", Cancellation));

        string.Join(", ", organizations.Value!.Select(it => it.DisabledReason is null ? it.Name : $"{it.Name}: {it.DisabledReason}")).ShouldBe(expected);
    }

    [Theory]
    [InlineData("../../evil")]
    [InlineData("spacetech/_apis/projects?x=")]
    [InlineData("spacetech#")]
    [InlineData("spacetech%2F..")]
    [InlineData("@evil.example")]
    [InlineData(".")]
    [InlineData("-spacetech")]
    [InlineData("space tech")]
    [InlineData("spacetech\\r\\nX-Evil: 1")]
    [InlineData("spасetech")]
    [InlineData("a2345678901234567890123456789012345678901234567890123456789012345")]
    public async Task A_name_that_cannot_be_part_of_an_address_is_not_offered_and_not_repeated_in_the_log(string name)
    {
        using var logs = new CollectedLogs();

        var organizations = await AskAsync(
            Json($$"""{"value":[null,{"accountName":"{{name}}"},{"accountName":"spacetech"}]}"""), cloud => cloud.ListOrganizationsAsync(Token, "member", Cancellation), logs);

        organizations.Value!.ShouldHaveSingleItem().Name.ShouldBe("spacetech");
        logs.Lines.ShouldContain(line => line.Contains("The list of organizations has 2 whose names cannot be part of an address"));
        logs.Lines.ShouldAllBe(line => name == "." || !line.Contains(name));
    }

    [Fact]
    public async Task The_member_is_asked_for_and_the_token_is_a_bearer()
    {
        string? asked = null;
        await AskAsync(
            context =>
            {
                asked = $"{context.Request.Path}{context.Request.QueryString} {context.Request.Headers.Authorization}";
                return Json("[]")(context);
            },
            cloud => cloud.ListOrganizationsAsync(Token, "member & co", Cancellation));

        asked.ShouldBe($"/_apis/accounts?memberId=member%20%26%20co Bearer {Token.Reveal()}");
    }

    [Fact]
    public async Task A_list_that_is_refused_needs_a_sign_in() =>
        (await AskAsync(Refuse(), cloud => cloud.ListOrganizationsAsync(Token, "member", Cancellation))).Problem!.Code.ShouldBe(ProblemCode.SignInAgain);

    [Theory]
    [InlineData("""{"id":"7","displayName":"Ada","emailAddress":"ada@spacetech.example"}""", "Ada", "ada@spacetech.example")]
    [InlineData("""{"id":"7","displayName":" ","emailAddress":"ada@spacetech.example"}""", "ada@spacetech.example", "ada@spacetech.example")]
    [InlineData("""{"id":"7"}""", "7", null)]
    public async Task A_profile_has_a_name_whatever_is_left_out(string body, string name, string? login) =>
        (await AskAsync(Json(body), cloud => cloud.ReadProfileAsync(Token, Cancellation))).Value.ShouldBe(new CloudProfile("7", name, login));

    [Fact]
    public async Task A_profile_without_an_id_is_none() =>
        (await AskAsync(Json("{}"), cloud => cloud.ReadProfileAsync(Token, Cancellation))).Problem!.Code.ShouldBe(ProblemCode.UnexpectedAnswer);

    [Theory]
    [InlineData("WWW-Authenticate", "Bearer authorization_uri=https://login.microsoftonline.com/9d2c5e0a-6a5e-4b7f-9c71-0e5a4c1b2d3e", "9d2c5e0a-6a5e-4b7f-9c71-0e5a4c1b2d3e")]
    [InlineData("X-VSS-ResourceTenant", "9d2c5e0a-6a5e-4b7f-9c71-0e5a4c1b2d3e", "9d2c5e0a-6a5e-4b7f-9c71-0e5a4c1b2d3e")]
    [InlineData("X-VSS-ResourceTenant", "00000000-0000-0000-0000-000000000000", null)]
    [InlineData("WWW-Authenticate", "TFS-Federated", null)]
    public async Task An_organizations_tenant_is_read_off_its_refusal(string header, string value, string? tenant) =>
        (await AskAsync(Refuse((header, value)), cloud => cloud.FindTenantAsync("spacetech", Cancellation))).Value.ShouldBe(new OrganizationTenant(tenant));

    [Theory]
    [InlineData(200, "", ProblemCode.UnexpectedAnswer)]
    [InlineData(302, "Location: https://login.example/_signin\nX-TFS-ProcessId: 1", ProblemCode.SignInPage)]
    [InlineData(302, "Location: /elsewhere", ProblemCode.Redirected)]
    [InlineData(401, "WWW-Authenticate: Negotiate", ProblemCode.WindowsOnly)]
    [InlineData(401, "", ProblemCode.NotAzureDevOps)]
    [InlineData(404, "", ProblemCode.OrganizationUnknown)]
    [InlineData(404, "X-TFS-ProcessId: 1", ProblemCode.OrganizationUnknown)]
    [InlineData(429, "", ProblemCode.Throttled)]
    [InlineData(500, "X-TFS-ProcessId: 1", ProblemCode.ServerError)]
    public async Task An_organization_without_a_tenant_is_told_by_the_status_alone(int status, string headers, ProblemCode code)
    {
        var asked = "";
        var tenant = await AskAsync(
            context =>
            {
                asked = $"{context.Request.Method} {context.Request.Path} {context.Request.Headers.Authorization}";
                return ScriptedServer.WriteAsync(context, "", status, "application/json", headers);
            },
            cloud => cloud.FindTenantAsync("spacetech", Cancellation));

        tenant.Problem!.Code.ShouldBe(code);
        tenant.Problem.Arguments["organization"].ShouldBe("spacetech");
        asked.ShouldBe("HEAD /spacetech ");
    }

    [Theory]
    [InlineData(200, "{", ProblemCode.BrokenAnswer)]
    [InlineData(200, "[]", ProblemCode.BrokenAnswer)]
    [InlineData(200, """{"id":" "}""", ProblemCode.UnexpectedAnswer)]
    [InlineData(401, "", ProblemCode.TokenRefused)]
    [InlineData(403, """{"message":"VS403463: The conditional access policy has failed."}""", ProblemCode.ConditionalAccess)]
    [InlineData(429, "{}", ProblemCode.Throttled)]
    [InlineData(500, "{}", ProblemCode.ServerError)]
    public async Task A_profile_that_is_refused_is_a_problem(int status, string body, ProblemCode code)
    {
        var asked = "";
        var profile = await AskAsync(
            context =>
            {
                asked = $"{context.Request.Path} {context.Request.Headers.Accept}";
                return ScriptedServer.WriteAsync(context, body, status, "application/json", "X-TFS-ProcessId: 1");
            },
            cloud => cloud.ReadProfileAsync(Token, Cancellation));

        profile.Problem!.Code.ShouldBe(code);
        asked.ShouldBe("/_apis/profile/profiles/me application/json; api-version=7.1");
    }

    [Theory]
    [InlineData("""{"value":null}""", "")]
    [InlineData(" \n[{\"accountName\":\"spacetech\",\"accountStatus\":4}]", "spacetech: moved")]
    [InlineData("""{"value":[{"accountName":"spacetech","accountStatus":0}]}""", "spacetech: ")]
    [InlineData("""{"value":[{"accountName":"spacetech","accountStatus":99}]}""", "spacetech: ")]
    [InlineData("""{"value":[{"accountName":"spacetech","accountStatus":1e99}]}""", "spacetech: ")]
    [InlineData("""{"value":[{"accountName":"spacetech","accountStatus":"deleted","statusReason":" "}]}""", "spacetech: deleted")]
    public async Task An_organization_s_status_is_a_word_or_its_number(string body, string expected)
    {
        var organizations = (await AskAsync(Json(body), cloud => cloud.ListOrganizationsAsync(Token, "member", Cancellation))).Value!;

        string.Join(", ", organizations.Select(it => $"{it.Name}: {it.DisabledReason}")).ShouldBe(expected);
    }

    [Fact]
    public async Task What_a_person_types_is_held_against_the_policy_even_where_the_operator_named_the_same()
    {
        await using var server = await LoopbackServer.StartAsync(Json("{}"));
        using var services = Build(server);
        var target = new ServerTarget(new ServerAddress("http", "127.0.0.1", server.Port, ""), "DefaultCollection");
        var gateway = services.GetRequiredService<IAzureDevOpsGateway>();

        (await gateway.ProbeAsync(target with { Provider = ProviderKind.Services }, Cancellation)).Problem!.Code.ShouldNotBe(ProblemCode.AddressNotAllowed);
        (await gateway.ProbeAsync(target, Cancellation)).Problem!.Code.ShouldBe(ProblemCode.AddressNotAllowed);
    }

    private static async Task<Result<T>> AskAsync<T>(RequestDelegate answer, Func<ICloudGateway, Task<Result<T>>> ask, ILoggerProvider? logs = null)
    {
        await using var server = await LoopbackServer.StartAsync(answer);
        using var services = Build(server, logs);
        return await ask(services.GetRequiredService<ICloudGateway>());
    }

    private static ServiceProvider Build(LoopbackServer server, ILoggerProvider? logs = null)
    {
        var url = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{server.Port}");
        return EdgeServices.Build(
            [("AzureDevOps:Cloud:ProfileUrl", url), ("AzureDevOps:Cloud:OrganizationUrl", url)],
            services => _ = logs is null ? services : services.AddLogging(logging => logging.AddProvider(logs).SetMinimumLevel(LogLevel.Trace)));
    }

    private static RequestDelegate Json(string body) => context =>
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        return context.Response.WriteAsync(body, Cancellation);
    };

    private static RequestDelegate Refuse(params (string Name, string Value)[] headers) => context =>
    {
        context.Response.StatusCode = 401;
        context.Response.Headers["X-TFS-ProcessId"] = "1";
        foreach (var (name, value) in headers)
            context.Response.Headers[name] = value;
        return Task.CompletedTask;
    };
}
