using ConnectWizard.Connections;
using Shouldly;
using Xunit;

namespace ConnectWizard.Accounts;

/// <summary>A sign-in that comes back without an account: it is told where it was begun, and leads nowhere else. All the reasons are in <see cref="SignInRefusalTests"/>.</summary>
public sealed class SignInCallbackTests : SignInCallbackContext
{
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
