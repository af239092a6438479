using System.Globalization;
using System.Net;
using System.Text;
using ConnectWizard.AzureDevOps;
using ConnectWizard.Connections;
using ConnectWizard.Emulator.Git;
using ConnectWizard.Emulator.Tls;
using ConnectWizard.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;
using Samples = ConnectWizard.Storage.Samples;

namespace ConnectWizard.Profiles.Builds.GitProxy;

/// <summary>The real Git through the proxy, from a real repository of the emulator.</summary>
public sealed class GitProxyTests(EdgeFixture edge) : IClassFixture<EdgeFixture>, IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly CollectedLogs _logs = new();
    private RunningApp _app = null!;
    private BuildRequest _request = null!;
    private string _token = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Remote => new Uri(_app.Client.BaseAddress!, $"/git/{_request.Id}").AbsoluteUri;

    private GitProgram Git => new(_folder.Path);

    public async ValueTask InitializeAsync()
    {
        (string Key, string Value)[] settings =
        [
            .. edge.Emulator.Endpoints.Select((endpoint, index) => (
                string.Create(CultureInfo.InvariantCulture, $"Network:ConnectTo:{index}"),
                $"{endpoint.Host}:{endpoint.Port}:{endpoint.Target.Address}:{endpoint.Target.Port}")),
            ("Network:TrustedCertificates:0", edge.Emulator.CertificateAuthorityFile),
        ];
        _app = await RunningApp.StartAsync(Ct, settings, builder => builder.Logging.AddProvider(_logs));
        var profile = await CreateProfileAsync("Mission Control", "mission-control");
        _request = (await _app.Services.GetRequiredService<IBuilds>().StartAsync(profile, "main", Ct)).Value!;
        _token = await TokenOf(_request, DateTimeOffset.UtcNow);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _folder.Dispose();
        _logs.Dispose();
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1")]
    [InlineData("2")]
    public async Task A_clone_comes_through_in_every_version_of_the_protocol(string version)
    {
        await Git.RunAsync(Ct, "-c", $"protocol.version={version}", "-c", Bearer(_token), "clone", "--quiet", Remote, "work");

        (await Git.In("work").RunAsync(Ct, "rev-parse", "HEAD")).ShouldBe(_request.Commit);
        _logs.Lines.ShouldNotContain(line => line.Contains(_token, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_commit_alone_is_fetched_as_documented()
    {
        await Git.RunAsync(Ct, "init", "--quiet", "work");
        var work = Git.In("work");
        var basic = Convert.ToBase64String(Encoding.ASCII.GetBytes($"build:{_token}"));

        await work.RunAsync(Ct, "-c", $"http.extraHeader=Authorization: Basic {basic}", "fetch", "--quiet", "--depth", "1", Remote, _request.Commit);

        (await work.RunAsync(Ct, "rev-list", "--count", "FETCH_HEAD")).ShouldBe("1");
    }

    [Fact]
    public async Task A_push_is_refused_in_words_that_git_shows()
    {
        await Git.RunAsync(Ct, "-c", Bearer(_token), "clone", "--quiet", "--depth", "1", Remote, "work");

        var (exitCode, _, error) = await Git.In("work").TryAsync(Ct, "-c", Bearer(_token), "push", Remote, "HEAD:refs/heads/mine");

        exitCode.ShouldNotBe(0);
        error.ShouldContain("403");
        using var direct = await SendAsync(HttpMethod.Post, "git-receive-pack", _token);
        direct.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_token_that_is_over_or_of_another_request_or_made_up_opens_nothing()
    {
        var other = (await _app.Services.GetRequiredService<IBuilds>().StartAsync(await CreateProfileAsync("Mission Control", "telemetry-console"), "main", Ct)).Value!;
        string[] tokens = [await TokenOf(_request, DateTimeOffset.UtcNow - GitToken.Life), "x", _token[..^1], await TokenOf(other, DateTimeOffset.UtcNow)];

        foreach (var token in tokens)
        {
            using var answer = await SendAsync(HttpMethod.Get, "info/refs?service=git-upload-pack", token);
            answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
            answer.Headers.WwwAuthenticate.ToString().ShouldBe("Basic realm=\"ConnectWizard\", charset=\"UTF-8\"");
        }
    }

    [Theory]
    [InlineData("GET", "info/refs?service=git-receive-pack", HttpStatusCode.Forbidden)]
    [InlineData("GET", "info/refs", HttpStatusCode.Forbidden)]
    [InlineData("GET", "HEAD", HttpStatusCode.NotFound)]
    [InlineData("GET", "objects/info/packs", HttpStatusCode.NotFound)]
    [InlineData("GET", "../../_apis/projects", HttpStatusCode.NotFound)]
    public async Task Nothing_but_fetching_is_there(string method, string path, HttpStatusCode status)
    {
        using var answer = await SendAsync(new HttpMethod(method), path, _token);

        answer.StatusCode.ShouldBe(status);
    }

    [Fact]
    public async Task Nothing_of_how_azure_devops_was_signed_in_to_comes_back()
    {
        using var answer = await SendAsync(HttpMethod.Get, "info/refs?service=git-upload-pack", _token);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Headers.Concat(answer.Content.Headers).ShouldNotContain(header =>
            header.Key.StartsWith("X-TFS", StringComparison.OrdinalIgnoreCase) || header.Key.StartsWith("X-VSS", StringComparison.OrdinalIgnoreCase)
            || header.Key == "WWW-Authenticate" || header.Key == "Set-Cookie");
    }

    private static string Bearer(string token) => $"http.extraHeader=Authorization: Bearer {token}";

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string token)
    {
        using var request = new HttpRequestMessage(method, $"/git/{_request.Id}/{path}");
        request.Headers.Authorization = new("Bearer", token);
        return await _app.Client.SendAsync(request, Ct);
    }

    private async Task<string> TokenOf(BuildRequest request, DateTimeOffset now)
    {
        var token = GitToken.New(now);
        await _app.Services.GetRequiredService<IGitTokenStore>().KeepAsync(request.Id, GitToken.HashOf(token.Value.Reveal()), token.ExpiresAt, Ct);
        return token.Value.Reveal();
    }

    private async Task<BuildProfile> CreateProfileAsync(string project, string repository)
    {
        var (target, token) = (edge.Server("azure"), edge.Token("full"));
        var found = (await edge.Gateway.FindRepositoryAsync(target, token, project, repository, Ct)).Value!;
        var drafts = _app.Services.GetRequiredService<IDraftStore>();
        var draft = await drafts.CreateAsync(Samples.Owner, ProviderKind.Server, Ct);
        var credential = await _app.Services.GetRequiredService<ICredentialStore>().KeepPendingAsync(token, target, Ct);
        await drafts.UpdateAsync(draft.Id, Samples.Owner, it => it with { Target = target, Credential = credential, Facts = Samples.Facts() }, Ct);
        var profile = Samples.Profile() with
        {
            Repository = new RepositoryChoice(found.Id, found.Name, found.ProjectId, found.Project, found.DefaultBranch),
            News = NewsSource.None,
        };
        var connection = Samples.Connection(credential, target: target);
        return (await _app.Services.GetRequiredService<IProfileStore>().CreateAsync(draft.Id, Samples.Owner, profile, connection, Ct)).Value!;
    }
}
