using AzureDevOpsEmulator.Authentication;
using Shouldly;
using Xunit;

namespace ConnectWizard.Emulator;

public sealed class RequestLogTests(EmulatorFixture fixture) : IClassFixture<EmulatorFixture>
{
    private readonly EmulatorClient _client = fixture.Client;
    private readonly AzureDevOpsEmulator.RequestLog _log = fixture.Emulator.Requests;

    [Fact]
    public async Task A_request_is_kept_with_the_name_of_its_token()
    {
        _log.Clear();
        await _client.GetAsync("/Flight%20Systems/_apis/projects?$top=1&api-version=7.1", "reader");

        var entry = _log.Entries.Single();
        entry.Host.ShouldBe("azure.spacetech.example");
        entry.Target.ShouldBe("/Flight%20Systems/_apis/projects?$top=1&api-version=7.1");
        (entry.Method, entry.Credential, entry.TokenName, entry.ApiVersion, entry.Status, entry.Aborted)
            .ShouldBe(("GET", CredentialKind.Basic, "reader", "7.1", 200, false));
    }

    [Fact]
    public async Task The_value_of_a_token_is_nowhere_in_it()
    {
        _log.Clear();
        await _client.GetAsync("/DefaultCollection/_apis/projects?token=" + _client.Token("full"));

        _log.Entries.Single().ToString().ShouldNotContain(_client.Token("full"));
        string.Join(' ', fixture.Emulator.Tokens).ShouldNotContain(_client.Token("full"));
    }

    [Fact]
    public async Task What_was_not_known_is_told_by_its_kind()
    {
        _log.Clear();
        await _client.GetAsync("/DefaultCollection/_apis/projects", token: null);
        await _client.GetAsync(
            "/DefaultCollection/_apis/projects", token: null, request => request.Headers.Authorization = new("Bearer", "something"));

        _log.Entries.Select(entry => (entry.Credential, entry.TokenName, entry.Status))
            .ShouldBe([(CredentialKind.None, null, 401), (CredentialKind.Bearer, null, 401)]);
    }

    [Fact]
    public async Task Requests_at_once_are_counted_by_host()
    {
        const string Host = "hang.spacetech.example";
        _log.Clear();
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var waiting = Enumerable.Range(0, 3).Select(_ => _client.BeginAsync($"https://{Host}/_apis/connectionData", leave.Token)).ToList();
        await _log.WaitForRequestAsync(Host, 3, leave.Token);
        await leave.CancelAsync();
        foreach (var request in waiting)
            await Should.ThrowAsync<OperationCanceledException>(request);
        await _log.WaitForRequestAsync(Host, 0, TestContext.Current.CancellationToken);

        _log.MaxConcurrency(Host).ShouldBe(3);
        _log.Entries.Count(entry => entry is { Aborted: true, Status: null }).ShouldBe(3);
    }
}
