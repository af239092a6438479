using AzureDevOpsEmulator;
using ConnectWizard.Builds;
using ConnectWizard.Profiles;
using ConnectWizard.Repositories;
using ConnectWizard.ServiceHooks;
using ConnectWizard.ServiceHooks.Receiving;
using ConnectWizard.Workers;

namespace ConnectWizard.Demo;

/// <summary>The past week of the sample profiles: commits and pull requests of the emulated world, and the deliveries that reported them.</summary>
internal sealed class SeedHistory(
    Emulator emulator, IHookStore hooks, IDeliveryStore deliveries, IBuildStore builds, WorkerLoop<DeliveryProcessor> processing, TimeProvider time)
{
    private const string Branches = "refs/heads/";
    private const string Main = "main";

    /// <summary>Makes the changes, with their dates.</summary>
    public IReadOnlyList<RepositoryEvent> Push(SeedConnection connection, SeedProfile profile)
    {
        var path = new RepositoryPath(connection.Server, connection.Collection, profile.Project, profile.Repository);
        return [.. profile.Changes.Select(change => change.PullRequestFrom is null ? Push(path, change) : OpenPullRequest(path, change, change.PullRequestFrom))];
    }

    /// <summary>Stores the deliveries as received at their time. The product makes events and builds of them, and sends those to the build system.</summary>
    public async Task DeliverAsync(BuildProfile profile, IReadOnlyList<RepositoryEvent> changes, CancellationToken cancellationToken)
    {
        var all = await hooks.ListAsync(profile.Workspace, profile.Connection, cancellationToken);
        var received = changes.Select(change => new Delivery(
            Guid.CreateVersion7(change.At),
            profile.Workspace,
            all.First(hook => hook.RepositoryId == profile.Repository.Id && HookEventTypes.NameOf(hook.Kind) == change.Kind).Id,
            Guid.NewGuid(),
            profile.Connection,
            profile.Repository.Id,
            change));
        await deliveries.AddAsync([.. received], cancellationToken);
        processing.Signal();
    }

    /// <summary>Whether the build system has answered for each change.</summary>
    public async Task<bool> IsBuiltAsync(BuildProfile profile, IReadOnlyList<RepositoryEvent> changes, CancellationToken cancellationToken) =>
        (await builds.ListAsync(profile.Workspace, profile.Id, changes.Count, cancellationToken))
            .Count(build => build.State is BuildState.Accepted or BuildState.Failed) == changes.Count;

    private RepositoryEvent Push(RepositoryPath path, SeedChange change)
    {
        var (at, commit) = Commit(path, change, Main);
        return new RepositoryEvent
        {
            Kind = HookEventTypes.NameOf(HookKind.Push),
            At = at,
            Refs = [new PushedRef(RefName.Parse(Branches + Main), commit, change.Title)],
            Author = change.Person,
        };
    }

    private RepositoryEvent OpenPullRequest(RepositoryPath path, SeedChange change, string branch)
    {
        // A demo that was reset has the branches of before.
        var taken = emulator.World.Branches(path);
        var source = Enumerable.Range(1, int.MaxValue).Select(number => number == 1 ? branch : $"{branch}-{number}").First(name => !taken.ContainsKey(name));
        var (at, commit) = Commit(path, change, source);
        var number = emulator.World.OpenPullRequest(path, new WorldPullRequest(source, Main, change.Title) { Person = change.Person, At = at });
        return new RepositoryEvent
        {
            Kind = HookEventTypes.NameOf(HookKind.PullRequestCreated),
            At = at,
            PullRequest = new PullRequest
            {
                Number = number,
                SourceRef = RefName.Parse(Branches + source),
                TargetRef = RefName.Parse(Branches + Main),
                SourceCommit = commit,
                Author = change.Person,
                Title = change.Title,
            },
        };
    }

    private (DateTimeOffset At, CommitId Id) Commit(RepositoryPath path, SeedChange change, string branch)
    {
        var at = time.GetUtcNow() - TimeSpan.FromHours(change.HoursAgo);
        return (at, CommitId.Parse(emulator.World.Push(path, new WorldCommit { Branch = branch, Message = change.Title, Person = change.Person, At = at })));
    }
}
