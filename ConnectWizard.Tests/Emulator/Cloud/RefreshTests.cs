using System.Net;
using AzureDevOpsEmulator;
using Shouldly;
using Xunit;

namespace ConnectWizard.Emulator.Cloud;

/// <summary>Tokens over time, and what can be switched about them. Each test has an emulator and a clock of its own.</summary>
public sealed class RefreshTests : IAsyncLifetime
{
    private readonly ManualTime _time = new();
    private AzureDevOpsEmulator.Emulator? _emulator;
    private CloudClient? _application;

    private CloudClient Application => _application!;

    private EmulatedCloud Cloud => _emulator!.Cloud;

    public async ValueTask InitializeAsync()
    {
        var settings = new EmulatorSettings { TimeProvider = _time };
        _emulator = await AzureDevOpsEmulator.Emulator.StartAsync(settings, TestContext.Current.CancellationToken);
        _application = new CloudClient(_emulator);
    }

    public async ValueTask DisposeAsync()
    {
        _application?.Dispose();
        await _emulator!.DisposeAsync();
    }

    [Fact]
    public async Task Each_refresh_gives_a_new_refresh_token_and_the_old_one_stays_good()
    {
        var first = await RefreshTokenAsync();
        var second = RefreshTokenOf(await Application.RefreshAsync(first));
        var again = RefreshTokenOf(await Application.RefreshAsync(first));

        new[] { first, second, again }.Distinct(StringComparer.Ordinal).Count().ShouldBe(3);
    }

    [Fact]
    public async Task With_strict_rotation_a_refresh_token_is_good_once()
    {
        Cloud.Settings.StrictRotation = true;
        var first = await RefreshTokenAsync();
        var second = RefreshTokenOf(await Application.RefreshAsync(first));

        ShouldRefuse(await Application.RefreshAsync(first), "invalid_grant", 70000);
        (await Application.RefreshAsync(second)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_refresh_may_ask_for_less_and_not_for_more()
    {
        var token = await RefreshTokenAsync();
        var less = await Application.RefreshAsync(token, ("scope", CloudClient.Resource + "/vso.code"));
        var more = await Application.RefreshAsync(token, ("scope", CloudClient.Resource + "/vso.work_write"));

        less.TextAt("scope").ShouldBe(CloudClient.Resource + "/vso.code");
        ShouldRefuse(more, "invalid_grant", 65001);
    }

    [Fact]
    public async Task An_unknown_refresh_token_is_refused() =>
        ShouldRefuse(await Application.RefreshAsync("1.unknown"), "invalid_grant", 9002313);

    [Fact]
    public async Task Ninety_days_without_use_end_a_refresh_token_and_use_keeps_it()
    {
        var (used, unused) = (await RefreshTokenAsync(), await RefreshTokenAsync());
        _time.Advance(TimeSpan.FromDays(60));
        await Application.RefreshAsync(used);
        _time.Advance(TimeSpan.FromDays(31));

        (await Application.RefreshAsync(used)).Status.ShouldBe(HttpStatusCode.OK);
        ShouldRefuse(await Application.RefreshAsync(unused), "invalid_grant", 700082);
    }

    [Fact]
    public async Task Revoking_ends_the_refresh_tokens_of_one_person()
    {
        var (ada, bruno) = (await RefreshTokenAsync("ada"), await RefreshTokenAsync("bruno"));
        Cloud.RevokeRefreshTokens("ada");

        ShouldRefuse(await Application.RefreshAsync(ada), "invalid_grant", 50173);
        (await Application.RefreshAsync(bruno)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Conditional_access_refuses_the_refresh_with_what_a_new_sign_in_must_satisfy()
    {
        var token = await RefreshTokenAsync();
        Cloud.SetConditionalAccess("ada", isOn: true);
        var refused = await Application.RefreshAsync(token);
        Cloud.SetConditionalAccess("ada", isOn: false);

        ShouldRefuse(refused, "interaction_required", 53003);
        refused.TextAt("claims").ShouldNotBeNull().ShouldContain("capolids");
        (await Application.RefreshAsync(token)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_code_is_good_for_ten_minutes()
    {
        var code = await Application.CodeAsync();
        _time.Advance(TimeSpan.FromMinutes(11));

        ShouldRefuse(await Application.TokenAsync(("code", code)), "invalid_grant", 70008);
    }

    [Fact]
    public async Task Access_tokens_live_as_long_as_is_set_and_are_unknown_afterwards()
    {
        using var client = new EmulatorClient(_emulator!);
        Cloud.Settings.AccessTokenLifetime = TimeSpan.FromSeconds(30);
        var tokens = await Application.SignInAsync();
        var bearer = CloudClient.Bearer(tokens.GetProperty("access_token").GetString()!);
        var me = new Uri(_emulator!.BaseUrl, "cloud/app.vssps.visualstudio.com/_apis/profile/profiles/me").AbsoluteUri;
        var before = await client.GetAsync(me, token: null, bearer);
        _time.Advance(TimeSpan.FromSeconds(31));
        var after = await client.GetAsync(me, token: null, bearer);

        tokens.GetProperty("expires_in").GetInt32().ShouldBe(30);
        before.Status.ShouldBe(HttpStatusCode.OK, before.Text);
        after.Status.ShouldBe(HttpStatusCode.Unauthorized);
        Uri.UnescapeDataString(after.Header("X-TFS-ServiceError")!).ShouldContain("aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa");
    }

    private async Task<string> RefreshTokenAsync(string person = "ada") =>
        (await Application.SignInAsync(person)).GetProperty("refresh_token").GetString()!;

    private static string RefreshTokenOf(WireResponse answer) => answer.TextAt("refresh_token")!;

    private static void ShouldRefuse(WireResponse answer, string error, int code)
    {
        answer.Status.ShouldBe(HttpStatusCode.BadRequest, answer.Text);
        answer.TextAt("error").ShouldBe(error);
        answer.Json.GetProperty("error_codes")[0].GetInt32().ShouldBe(code);
    }
}
