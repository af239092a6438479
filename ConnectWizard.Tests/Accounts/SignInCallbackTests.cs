using ConnectWizard.Connections;
using Microsoft.AspNetCore.Http;
using Shouldly;
using Xunit;

namespace ConnectWizard.Accounts;

/// <summary>Every way in which a sign-in comes back without an account: each is told where it was begun, and leads nowhere else.</summary>
public sealed class SignInCallbackTests : SignInCallbackContext
{
    [Theory]
    [InlineData("error=access_denied&error_description=AADSTS65004: User declined to consent.", ProblemCode.SignInDeclined, null)]
    [InlineData("error=access_denied", ProblemCode.SignInDeclined, null)]
    [InlineData("error=access_denied&error_description=AADSTS90094: Admin consent is required.", ProblemCode.AdminConsentNeeded, null)]
    [InlineData("error=interaction_required&error_description=AADSTS65001: The user or administrator has not consented.", ProblemCode.AdminConsentNeeded, null)]
    [InlineData("error=unauthorized_client&error_description=AADSTS700016: Application was not found in the directory.", ProblemCode.AppUnknown, null)]
    [InlineData("error=unauthorized_client&error_description=AADSTS7000112: Application is disabled.", ProblemCode.AppUnknown, "disabled")]
    [InlineData("error=invalid_client&error_description=AADSTS650056: Misconfigured application.", ProblemCode.AppUnknown, "setup")]
    [InlineData("error=invalid_resource&error_description=AADSTS500011: The resource principal was not found.", ProblemCode.AppUnknown, "resource")]
    [InlineData("error=invalid_client&error_description=AADSTS650052: The app needs access to a service that your organization lacks.", ProblemCode.AppUnknown, "resource")]
    [InlineData("error=invalid_request&error_description=AADSTS650051: Service principal is missing.", ProblemCode.AppUnknown, "resource")]
    [InlineData("error=invalid_client&error_description=AADSTS65005: The resource is not listed.", ProblemCode.AppUnknown, "resource")]
    [InlineData("error=invalid_request&error_description=AADSTS399267: The tenant is not valid.", ProblemCode.WrongTenant, null)]
    [InlineData("error=invalid_request&error_description=AADSTS9002325: Proof Key for Code Exchange is required.", ProblemCode.AppUnknown, "client")]
    [InlineData("error=invalid_request&error_description=AADSTS50020: User account from identity provider 'live.com' does not exist.", ProblemCode.PersonalAccount, null)]
    [InlineData("error=invalid_request&error_description=AADSTS50020: User account does not exist in tenant.", ProblemCode.WrongTenant, null)]
    [InlineData("error=interaction_required&error_description=AADSTS53003: Access has been blocked.", ProblemCode.ConditionalAccess, "signin")]
    [InlineData("error=interaction_required&error_description=AADSTS530003: Your device is required to be managed.", ProblemCode.ConditionalAccess, "signin")]
    [InlineData("error=invalid_grant&error_description=AADSTS50105: not assigned to a role.", ProblemCode.SignInRefused, "assignment")]
    [InlineData("error=server_error", ProblemCode.SignInUnreachable, "busy")]
    [InlineData("error=something_new&error_description=<b>Look</b>", ProblemCode.SignInRefused, null)]
    [InlineData("nothing=at-all", ProblemCode.SignInBroken, "return")]
    [InlineData("code=unknown", ProblemCode.SignInExpired, "code")]
    public async Task What_the_provider_says_is_told_at_the_cloud_step(string parameters, ProblemCode code, string? variant)
    {
        (await EndOfAsync(await _world.ReturnWithAsync(parameters))).ShouldBe($"/connect/{_world.Draft}/cloud");

        var failure = (await _world.ReadDraftAsync()).Cloud.Failure.ShouldNotBeNull();
        failure.Code.ShouldBe(code);
        failure.Arguments.GetValueOrDefault(ProblemText.Variant).ShouldBe(variant);
        failure.Arguments.Values.ShouldAllBe(value => !value.Contains('<'));
    }

    [Theory]
    [InlineData("contoso.example")]
    [InlineData(null)]
    public async Task A_consent_that_an_administrator_must_give_comes_with_the_link_to_send(string? tenant)
    {
        _world.Provider.HasTenants = true;

        await EndOfAsync(await _world.ReturnWithAsync("error=access_denied&error_description=AADSTS90094: Admin consent is required.", tenant));

        var link = $"{_world.Provider.Url}/{tenant ?? "organizations"}/adminconsent?client_id={OpenIdProvider.ClientId}";
        ProblemText.For((await _world.ReadDraftAsync()).Cloud.Failure!.ToProblem()).Ask.ShouldNotBeNull().ShouldContain($"open {link},");
    }

    [Fact]
    public async Task A_tenant_without_Azure_DevOps_is_told_the_command_that_adds_it()
    {
        await EndOfAsync(await _world.ReturnWithAsync("error=invalid_client&error_description=AADSTS650052: lacks a service principal"));

        ProblemText.For((await _world.ReadDraftAsync()).Cloud.Failure!.ToProblem()).Repair.ShouldContain("az ad sp create --id 499b84ac-1321-427f-aa17-267ca6975798");
    }

    [Fact]
    public async Task Words_that_somebody_puts_into_a_return_are_bounded_on_the_page_and_not_in_the_log()
    {
        var words = "<script>alert(1)</script> warn: forged " + new string('x', 3000);
        await EndOfAsync(await _world.ReturnWithAsync($"error={Uri.EscapeDataString(words)}&error_description={Uri.EscapeDataString(words)}%0D%0Awarn:%20forged"));

        var failure = (await _world.ReadDraftAsync()).Cloud.Failure.ShouldNotBeNull();
        failure.Code.ShouldBe(ProblemCode.SignInRefused);
        failure.Arguments.Values.ShouldAllBe(value => value.Length <= 201 && !value.Contains('<') && !value.Contains('\n'));
        _world.Logs.Lines.ShouldContain(line => line.Contains("A sign-in failed: sign-in-refused (unreadable)"));
        _world.Logs.Lines.ShouldAllBe(line => !line.Contains("forged") && !line.Contains("alert"));
        (await ReadAsync($"/connect/{_world.Draft}/cloud")).ShouldNotContain("<script>alert");
    }

    [Fact]
    public async Task What_support_finds_the_attempt_by_is_kept_as_evidence()
    {
        const string Id = "0fb35bd3-c2a7-4a3f-9a32-0a2b4d1c5e00";
        await EndOfAsync(await _world.ReturnWithAsync($"error=access_denied&error_description=AADSTS65004: Declined.%0D%0ATrace ID: {Id}%0D%0ACorrelation ID: {Id}%0D%0ATimestamp: now"));

        var problem = (await _world.ReadDraftAsync()).Cloud.Failure!.ToProblem();

        problem.Evidence.ShouldBe([new("Error", "access_denied"), new("Number", "AADSTS65004"), new("Message", "Declined."), new("Trace id", Id), new("Correlation id", Id)]);
        problem.Arguments["number"].ShouldBe("AADSTS65004");
    }

    public static TheoryData<int, string, string, ProblemCode, string?> TokenAnswers => new()
    {
        { 400, "application/json", """{"error":"invalid_grant","error_description":"AADSTS54005: already redeemed","error_codes":[54005]}""", ProblemCode.SignInExpired, "code" },
        { 400, "application/json", """{"error":"invalid_grant","error_description":"expired","error_codes":[70008]}""", ProblemCode.SignInExpired, "code" },
        { 400, "application/json", """{"error":"invalid_grant","error_description":"AADSTS65001: no consent"}""", ProblemCode.AdminConsentNeeded, null },
        { 401, "application/json", """{"error":"invalid_client","error_description":"AADSTS7000222: secret expired"}""", ProblemCode.AppUnknown, "secret" },
        { 200, "application/json", """{"token_type":"Bearer"}""", ProblemCode.SignInBroken, null },
        { 200, "application/json", """{"access_token":"x","token_type":"DPoP"}""", ProblemCode.SignInBroken, null },
        { 200, "application/json", "[1", ProblemCode.SignInBroken, null },
        { 200, "text/html", "<title>Sign in</title>", ProblemCode.SignInBroken, null },
        { 302, "text/html", "", ProblemCode.SignInBroken, null },
        { 503, "text/plain", "later", ProblemCode.SignInUnreachable, "busy" },
        { 429, "application/json", "{}", ProblemCode.SignInUnreachable, "busy" },
    };

    [Theory]
    [MemberData(nameof(TokenAnswers))]
    public async Task What_the_token_endpoint_answers_is_told_at_the_cloud_step(int status, string type, string body, ProblemCode code, string? variant)
    {
        _world.Provider.TokenAnswer = context =>
        {
            (context.Response.StatusCode, context.Response.ContentType) = (status, type);
            return context.Response.WriteAsync(body, Cancellation);
        };

        (await _world.SignInAsync()).ShouldBe($"/connect/{_world.Draft}/cloud");

        var failure = (await _world.ReadDraftAsync()).Cloud.Failure.ShouldNotBeNull();
        (failure.Code, failure.Arguments.GetValueOrDefault(ProblemText.Variant)).ShouldBe((code, variant));
    }

    [Theory]
    [InlineData(401, ProblemCode.SignInBroken)]
    [InlineData(500, ProblemCode.SignInUnreachable)]
    public async Task A_profile_that_is_refused_leaves_no_account(int status, ProblemCode code)
    {
        _world.Provider.ProfileStatus = status;

        await _world.SignInAsync();

        (await _world.ReadDraftAsync()).Cloud.Failure.ShouldNotBeNull().Code.ShouldBe(code);
        (await _world.Accounts.ListAsync(_world.Owner, Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_provider_that_is_gone_by_then_is_told_with_its_host()
    {
        var back = await _world.GoThereAsync(SignInUrl.ForDraft(_world.Draft));
        await _world.Provider.DisposeAsync();

        (await EndOfAsync(back)).ShouldBe($"/connect/{_world.Draft}/cloud");

        var failure = (await _world.ReadDraftAsync()).Cloud.Failure.ShouldNotBeNull();
        (failure.Code, failure.Arguments["host"]).ShouldBe((ProblemCode.SignInUnreachable, "127.0.0.1"));
    }

    [Fact]
    public async Task The_way_to_a_token_is_a_link_that_works_before_the_circuit_does()
    {
        await EndOfAsync(await _world.ReturnWithAsync("error=access_denied"));
        (await ReadAsync($"/connect/{_world.Draft}/cloud")).ShouldContain($"href=\"/connect/{_world.Draft}/cloud?with=token#with-token\"");

        (await ReadAsync($"/connect/{_world.Draft}/cloud?with=token")).ShouldContain("data-testid=\"cloud-token\"");
    }

    [Fact]
    public async Task A_sign_in_after_a_failure_takes_the_failure_away()
    {
        await EndOfAsync(await _world.ReturnWithAsync("error=access_denied"));

        await _world.SignInAsync();

        (await _world.ReadDraftAsync()).Cloud.Failure.ShouldBeNull();
    }
}
