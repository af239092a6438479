using System.Net;
using System.Text;
using ConnectWizard.AzureDevOps;
using ConnectWizard.Connections;
using ConnectWizard.Emulator.Git;
using ConnectWizard.Emulator.Tls;
using ConnectWizard.Storage;
using Shouldly;
using Xunit;

namespace ConnectWizard.Builds.GitProxy;

/// <summary>The real Git through the proxy, from a real repository of the emulator.</summary>
public sealed class GitProxyTests(EdgeFixture edge) : IClassFixture<EdgeFixture>, IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private EmulatedApp _app = null!;
    private BuildRequest _request = null!;
    private string _token = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Remote => new Uri(_app.Client.BaseAddress!, $"/git/{_request.Id}").AbsoluteUri;

    private GitProgram Git => new(_folder.Path);

    public async ValueTask InitializeAsync()
    {
        _app = await EmulatedApp.StartAsync(edge, Ct);
        var profile = await _app.CreateProfileAsync("Mission Control", "mission-control", TriggerSource.None, Ct);
        _request = (await _app.Get<IBuilds>().StartAsync(Samples.Actor, profile, "main", Ct)).Value!;
        _token = await TokenOf(_request, DateTimeOffset.UtcNow);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1")]
    [InlineData("2")]
    public async Task A_clone_comes_through_in_every_version_of_the_protocol(string version)
    {
        await Git.RunAsync(Ct, "-c", $"protocol.version={version}", "-c", Bearer(_token), "clone", "--quiet", Remote, "work");

        (await Git.In("work").RunAsync(Ct, "rev-parse", "HEAD")).ShouldBe(_request.Commit.Value);
        _app.Logs.Lines.ShouldNotContain(line => line.Contains(_token, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_commit_alone_is_fetched_as_documented()
    {
        await Git.RunAsync(Ct, "init", "--quiet", "work");
        var work = Git.In("work");
        var basic = Convert.ToBase64String(Encoding.ASCII.GetBytes($"build:{_token}"));

        await work.RunAsync(Ct, "-c", $"http.extraHeader=Authorization: Basic {basic}", "fetch", "--quiet", "--depth", "1", Remote, _request.Commit.Value);

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
        var other = (await _app.Get<IBuilds>().StartAsync(Samples.Actor, await _app.CreateProfileAsync("Mission Control", "telemetry-console", TriggerSource.None, Ct), "main", Ct)).Value!;
        string[] tokens = [await TokenOf(_request, DateTimeOffset.UtcNow - GitToken.Lifetime), "x", _token[..^1], await TokenOf(other, DateTimeOffset.UtcNow)];

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

    [Fact]
    public async Task A_repository_whose_name_another_one_has_taken_is_fetched_by_its_present_name()
    {
        var other = await _app.CreateProfileAsync("Mission Control", "telemetry-console", TriggerSource.None, Ct);
        var renamed = await _app.CreateProfileAsync(other.Repository with { Name = "mission-control" }, TriggerSource.None, Ct);
        _request = (await _app.Get<IBuilds>().StartAsync(Samples.Actor, renamed, "main", Ct)).Value!;
        var ofOther = (await _app.Get<IBuilds>().StartAsync(Samples.Actor, other, "main", Ct)).Value!.Commit.Value;

        await Git.RunAsync(Ct, "-c", Bearer(await TokenOf(_request, DateTimeOffset.UtcNow)), "clone", "--quiet", Remote, "work");

        (await Git.In("work").RunAsync(Ct, "rev-parse", "origin/main")).ShouldBe(ofOther);
    }

    [Fact]
    public async Task A_repository_that_is_gone_is_not_looked_for_under_its_name()
    {
        var there = await _app.CreateProfileAsync("Mission Control", "mission-control", TriggerSource.None, Ct);
        var gone = await _app.CreateProfileAsync(there.Repository with { Id = Guid.NewGuid() }, TriggerSource.None, Ct);
        _request = (await _app.Get<IBuildStore>().AddAsync(_request with { Id = BuildRequestId.New(), Profile = gone.Id, Key = "gone" }, Ct))!;

        using var answer = await SendAsync(HttpMethod.Get, "info/refs?service=git-upload-pack", await TokenOf(_request, DateTimeOffset.UtcNow));

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await answer.Content.ReadAsStringAsync(Ct)).ShouldBe("mission-control in Mission Control is not there, or this token may not see it.\n");
    }

    [Fact]
    public async Task One_token_opens_a_few_streams_at_once_and_a_place_that_was_left_is_free_again()
    {
        var streams = _app.Get<GitStreams>();
        var open = Enumerable.Range(0, GitStreams.MaxConcurrency).Select(_ => streams.TryOpen(_request.Id, Ct)!).ToList();

        using (var refused = await SendAsync(HttpMethod.Get, "info/refs?service=git-upload-pack", _token))
        {
            refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
            refused.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(10));
        }

        open.ForEach(stream => stream.Dispose());
        using var answer = await SendAsync(HttpMethod.Get, "info/refs?service=git-upload-pack", _token);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        await answer.Content.ReadAsByteArrayAsync(Ct);
        // What the fetch itself held is given back: as many as before can be opened.
        open = [.. Enumerable.Range(0, GitStreams.MaxConcurrency).Select(_ => streams.TryOpen(_request.Id, Ct)!)];
        open.ShouldAllBe(stream => stream != null);
        open.ForEach(stream => stream.Dispose());
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
        await _app.Get<IGitTokenStore>().AddAsync(request.Id, GitToken.HashOf(token.Value.Reveal()), token.ExpiresAt, Ct);
        return token.Value.Reveal();
    }
}
