using ConnectWizard.AzureDevOps;
using ConnectWizard.Connections;
using ConnectWizard.Network;
using ConnectWizard.Profiles;
using ConnectWizard.Repositories;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ConnectWizard.ServiceHooks.Creation;

public sealed class HookCreationTests(EdgeFixture edge) : ServiceHooksContext(edge)
{
    [Fact]
    public async Task A_profile_with_both_triggers_gets_four_hooks_whose_tests_come_back()
    {
        var profile = await _fixture.CreateProfileAsync(await _fixture.RepositoryAsync());

        await _fixture.RunWorkerAsync();

        (await _fixture.SummaryAsync(profile)).Health.ShouldBe(WebhookHealth.Working);
        _fixture.Subscriptions.Select(subscription => subscription.EventType).ShouldBe(
            ["git.push", "git.pullrequest.created", "git.pullrequest.updated", "git.pullrequest.merged"], ignoreOrder: true);
        var hooks = await _fixture.HooksOfAsync(profile);
        hooks.Select(hook => hook.Subscription).ShouldBe(_fixture.Subscriptions.Select(subscription => (Guid?)subscription.Id), ignoreOrder: true);
        _fixture.Receiver.Carriers.Distinct(StringComparer.Ordinal).ShouldBe([HookSecret.Header]);
    }

    [Fact]
    public async Task A_push_alone_gets_one_hook_and_a_real_push_is_received()
    {
        var repository = await _fixture.RepositoryAsync();
        var profile = await _fixture.CreateProfileAsync(repository, pullRequests: false);
        await _fixture.RunWorkerAsync();
        var tested = (await _fixture.SummaryAsync(profile)).LastDeliveryAt;
        _fixture.Receiver.Forget();

        Edge.Emulator.World.Push(new("azure", "DefaultCollection", repository.Project, repository.Name), new());

        _fixture.Subscriptions.ShouldHaveSingleItem().EventType.ShouldBe("git.push");
        (await _fixture.Receiver.Answered.Reader.ReadAsync(Ct)).ShouldBe(200);
        (await _fixture.SummaryAsync(profile)).LastDeliveryAt.ShouldNotBeNull().ShouldBeGreaterThan(tested!.Value);
    }

    [Fact]
    public async Task Turns_that_find_nothing_due_ask_nothing()
    {
        await _fixture.CreateProfileAsync(await _fixture.RepositoryAsync());
        await _fixture.RunWorkerAsync();
        Edge.Emulator.Requests.Clear();

        await _fixture.RunWorkerAsync();

        Edge.Emulator.Requests.Entries.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_credential_that_another_profile_replaced_meanwhile_is_taken()
    {
        var repositories = await _fixture.RepositoriesAsync("Mission Control");
        var first = await _fixture.CreateProfileAsync(repositories[0]);
        var listed = (await _fixture.Connections.FindAsync(first.Workspace, first.Connection, Ct))!;
        (await _fixture.CreateProfileAsync(repositories[1])).Connection.ShouldBe(first.Connection);
        Result<SubscriptionClient>? opened = null;

        await _fixture.Services.GetRequiredService<SubscriptionSync>().TryRunAsync(listed, TimeSpan.Zero, Keep, Ct);

        opened.ShouldNotBeNull().Value.ShouldNotBeNull().Connection.Credential.ShouldNotBe(listed.Credential);

        Task Keep(Result<SubscriptionClient> client, CancellationToken cancellation)
        {
            opened = client;
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task Two_profiles_on_one_repository_share_their_hooks()
    {
        var repository = await _fixture.RepositoryAsync();
        await _fixture.CreateProfileAsync(repository);
        var second = await _fixture.CreateProfileAsync(repository, pullRequests: false);

        await _fixture.RunWorkerAsync();

        _fixture.Subscriptions.Count.ShouldBe(4);
        (await _fixture.SummaryAsync(second)).Health.ShouldBe(WebhookHealth.Working);
    }

    [Fact]
    public async Task Two_nodes_and_many_turns_at_once_make_one_of_each()
    {
        await using var other = await ServiceHooksFixture.StartAsync(Edge, _fixture);
        var profile = await _fixture.CreateProfileAsync(await _fixture.RepositoryAsync());

        await Task.WhenAll(Enumerable.Range(0, 12).Select(turn => Task.Run((turn % 2 == 0 ? _fixture : other).RunWorkerAsync, Ct)));
        await _fixture.RunWorkerAsync();

        _fixture.Subscriptions.Count.ShouldBe(4);
        (await other.SummaryAsync(profile)).Health.ShouldBe(WebhookHealth.Working);
    }

    [Fact]
    [Trait("Kind", "Deep")]
    public async Task Hundreds_of_repositories_cost_one_listing_for_each_collection_and_never_more_than_three_requests_at_once()
    {
        string[] collections = ["Flight Systems", "DefaultCollection"];
        var repositories = new List<Repository>();
        foreach (var collection in collections)
        {
            var some = (await _fixture.RepositoriesAsync("", collection)).Where(repository => !repository.IsDisabled).ToList();
            var first = await _fixture.CreateProfileAsync(some[0], pullRequests: false, collection: collection);
            _fixture.Folder.Sql(string.Concat(some.Skip(1).Select(repository => CopyOf(first, repository))));
            repositories.AddRange(some);
        }

        repositories.Count.ShouldBeGreaterThan(200);
        Edge.Emulator.Requests.Clear();

        await _fixture.RunWorkerAsync();

        var requests = Edge.Emulator.Requests.Entries;
        foreach (var collection in collections)
            requests.Count(request => IsListing(request, collection)).ShouldBe(1, collection);
        requests.Count(request => request.Target.Contains("/_apis/permissions/", StringComparison.Ordinal)).ShouldBeLessThan(20);
        requests.Count(request => request.Method == "POST" && request.Target.EndsWith("/hooks/subscriptions", StringComparison.Ordinal))
            .ShouldBe(repositories.Count);
        _fixture.Subscriptions.DistinctBy(subscription => subscription.Url).Count().ShouldBe(repositories.Count);
        // The log may see one more than there is: an answer can arrive before its request counts as ended.
        Edge.Emulator.Requests.MaxConcurrency("azure.spacetech.example").ShouldBeLessThanOrEqualTo(OutboundHttp.ConnectionsPerHost + 1);
    }

    [Theory]
    [InlineData("reader", ProblemCode.WebhooksNotAllowed)]
    [InlineData("hook-viewer", ProblemCode.WebhooksNotAllowed)]
    [InlineData("project-only", ProblemCode.ScopeMissing)]
    [InlineData("revoked", ProblemCode.TokenRefused)]
    public async Task Who_may_not_create_them_is_told_so_and_nothing_is_tried_twice(string token, ProblemCode expected)
    {
        var profile = await _fixture.CreateProfileAsync(await _fixture.RepositoryAsync(), token);

        await _fixture.RunWorkerAsync();
        Edge.Emulator.Requests.Clear();
        await _fixture.RunWorkerAsync();

        var summary = await _fixture.SummaryAsync(profile);
        (summary.Health, summary.Problem?.Code, summary.CanRepair).ShouldBe((WebhookHealth.Broken, expected, true));
        _fixture.Subscriptions.ShouldBeEmpty();
        Edge.Emulator.Requests.Entries.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_address_of_this_machine_alone_is_told_before_anything_is_asked()
    {
        _fixture.IsOnThisMachine = false;
        var profile = await _fixture.CreateProfileAsync(await _fixture.RepositoryAsync());
        Edge.Emulator.Requests.Clear();

        await _fixture.RunWorkerAsync();

        var summary = await _fixture.SummaryAsync(profile);
        (summary.Health, summary.Problem?.Code).ShouldBe((WebhookHealth.Broken, ProblemCode.WebhookTargetLocal));
        Edge.Emulator.Requests.Entries.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_test_that_is_refused_breaks_the_hook_with_what_Azure_DevOps_reports()
    {
        _fixture.Receiver.ApiResponse = 503;
        var profile = await _fixture.CreateProfileAsync(await _fixture.RepositoryAsync(), pullRequests: false);

        await _fixture.RunWorkerAsync();

        var summary = await _fixture.SummaryAsync(profile);
        (summary.Health, summary.Problem?.Code).ShouldBe((WebhookHealth.Broken, ProblemCode.WebhookTestFailed));
        summary.Problem!.Arguments["message"].ShouldContain("503");
        _fixture.Receiver.ApiResponse = null;
        (await _fixture.Webhooks.RepairAsync(profile, Ct)).Value!.Health.ShouldBe(WebhookHealth.Working);
        _fixture.Subscriptions.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_test_that_somebody_else_answers_is_told_apart()
    {
        await using var stranger = await TestReceiver.StartAsync(Ct);
        _fixture.Address = stranger.Address;
        var profile = await _fixture.CreateProfileAsync(await _fixture.RepositoryAsync(), pullRequests: false);

        await _fixture.RunWorkerAsync();

        (await _fixture.SummaryAsync(profile)).Problem?.Code.ShouldBe(ProblemCode.WebhookTestElsewhere);
    }

    [Fact]
    public async Task A_target_that_Azure_DevOps_does_not_accept_is_told_in_its_words()
    {
        var profile = await _fixture.CreateProfileAsync(await _fixture.RepositoryAsync(), pullRequests: false);
        _fixture.Folder.Sql($"UPDATE profiles SET repository_id = '{Guid.NewGuid()}'");

        await _fixture.RunWorkerAsync();

        var hook = (await _fixture.HooksOfAsync(profile)).ShouldHaveSingleItem();
        (hook.State, hook.Problem).ShouldBe((HookState.Broken, ProblemCode.WebhookTargetRefused));
        hook.Detail.ShouldNotBeNull().ShouldContain("repository");
    }

    [Fact]
    public async Task Secrets_are_stored_as_hashes_alone()
    {
        await _fixture.CreateProfileAsync(await _fixture.RepositoryAsync(), pullRequests: false);

        await _fixture.RunWorkerAsync();

        _fixture.Folder.Sql("SELECT secret_hashes FROM hooks").ShouldHaveSingleItem().Length.ShouldBe(64);
    }

    private static bool IsListing(AzureDevOpsEmulator.LoggedRequest request, string collection) =>
        request.Method == "GET" && request.Target.StartsWith($"/{Uri.EscapeDataString(collection)}/_apis/hooks/subscriptions?", StringComparison.Ordinal);

    /// <summary>A profile once more, for another repository.</summary>
    private static string CopyOf(BuildProfile profile, Repository repository) =>
        $"""
        INSERT INTO profiles (id, workspace_id, connection_id, name, sort_name, repository_id, repository, project_id, project, branch,
            trigger_push, trigger_pull_request, trigger_source, clone_url, created_at)
        SELECT '{Guid.NewGuid()}', workspace_id, connection_id, name, sort_name, '{repository.Id}', 'copy', '{repository.ProjectId}', 'copy', branch,
            trigger_push, trigger_pull_request, trigger_source, clone_url, created_at FROM profiles WHERE id = '{profile.Id}';
        """;
}
