using System.Net;
using ConnectWizard.Connections;
using ConnectWizard.Connections.Addresses;
using ConnectWizard.Network;
using ConnectWizard.Repositories;
using ConnectWizard.ServiceHooks;
using Microsoft.Extensions.Logging.Abstractions;
using NSubstitute;

namespace ConnectWizard.Checks;

/// <summary>
/// A check on a server that is well in every way, made of substitutes: each test breaks what it is about. Only order, time and
/// cancellation are tested so;
/// the failures themselves are tested over real HTTP.
/// </summary>
internal sealed class CheckFixture
{
    public static readonly Guid FirstProject = new("10000000-0000-0000-0000-000000000001");

    private readonly List<CheckItem> _changes = [];

    public CheckFixture()
    {
        var host = new ResolvedHost(new ServerAddress("https", "s.example", 443, ""), [IPAddress.Parse("203.0.113.5")], null, null);
        Probe.ResolveAsync(default!, default).ReturnsForAnyArgs(host);
        Probe.Permit(default!).ReturnsForAnyArgs(host);
        Probe.ConnectAsync(default!, default).ReturnsForAnyArgs(new IPEndPoint(host.Addresses[0], 443));
        Probe.HandshakeAsync(default!, default)
            .ReturnsForAnyArgs(new TlsHandshake("TLS 1.3", "CN=s.example", "CN=Authority", Time.GetUtcNow().AddYears(1)));
        Gateway.ProbeAsync(default!, default).ReturnsForAnyArgs(ServerProbe());
        Gateway.GetConnectionDataAsync(default!, default!, default)
            .ReturnsForAnyArgs(new AuthenticatedUser("id", "Ada Byron", "ada", null, false, [new("accessPoint", "https://s.example/")], []));
        Gateway.ReadVersionAsync(default!, default!, default).ReturnsForAnyArgs(Version(2022));
        Repositories.ListProjectsAsync(default!, default!, default).ReturnsForAnyArgs(_ => Stream(new Project(FirstProject, "App")));
        Repositories.ListRepositoryBatchesAsync(default!, default!, default).ReturnsForAnyArgs(_ => Stream(Batches.Of(Repository("Site"))));
        Gateway.AskGitAsync(default!, default!, default!, default!, default).ReturnsForAnyArgs(new GitAnswer(3, []));
        Hooks.AskTokenAsync(default!, default!, default).ReturnsForAnyArgs(true);
        Hooks.AskPermissionAsync(default!, default!, default, default!, default)
            .ReturnsForAnyArgs(call => Rights((call.Arg<IReadOnlyList<Guid>>() ?? []).Select(id => (id, true))));
    }

    public ManualTime Time { get; } = new();

    public ITransportProbe Probe { get; } = Substitute.For<ITransportProbe>();

    public IAzureDevOpsGateway Gateway { get; } = Substitute.For<IAzureDevOpsGateway>();

    public IRepositoryGateway Repositories { get; } = Substitute.For<IRepositoryGateway>();

    public IServiceHooksGateway Hooks { get; } = Substitute.For<IServiceHooksGateway>();

    public CheckPolicy Policy { get; init; } = new(2020);

    public CheckRateLimiter Limiter { get; } = new();

    public OutboundTimeouts Timeouts { get; init; } = new();

    public CheckSubject Subject { get; set; } = new(ParsedTarget.Parse("https://s.example", "Main"), new Secret("abc123"));

    public IReadOnlyList<CheckItem> Changes => _changes;

    public Task<CheckResult> RunAsync(CancellationToken cancellationToken, Action<CheckItem>? changed = null) =>
        new ConnectionCheck(Probe, Gateway, Repositories, Hooks, Policy, Limiter, Timeouts, Time, NullLogger<ConnectionCheck>.Instance).RunAsync(
            Subject,
            item =>
            {
                _changes.Add(item);
                changed?.Invoke(item);
            },
            cancellationToken);

    public static ServerProbe ServerProbe(string realm = "https://s.example/", params string[] schemes) =>
        new(schemes is [] ? ["Basic", "NTLM"] : schemes, realm, null, []);

    public static Result<IReadOnlyDictionary<Guid, bool>> Rights(params IEnumerable<(Guid Project, bool Held)> rights) =>
        Result<IReadOnlyDictionary<Guid, bool>>.FromValue(rights.ToDictionary(right => right.Project, right => right.Held));

    public static ServerVersion Version(int year) => new("7.0", $"Azure DevOps Server {year}", year, year < 2019, year > 2025);

    public static Repository Repository(string name, bool disabled = false, string? branch = "main", string project = "App") =>
        new(Guid.NewGuid(), name, FirstProject, project, branch, disabled, false, $"https://me@s.example/Main/{project}/_git/{name}");

    public static async IAsyncEnumerable<Result<T>> Stream<T>(params T[] values)
    {
        foreach (var value in values)
        {
            await Task.Yield();
            yield return value;
        }
    }

    public static async IAsyncEnumerable<Result<T>> Failing<T>(Problem problem)
    {
        await Task.Yield();
        yield return problem;
    }
}
