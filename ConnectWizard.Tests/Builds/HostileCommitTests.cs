using System.Globalization;
using ConnectWizard.AzureDevOps;
using ConnectWizard.Connections;
using ConnectWizard.Network;
using ConnectWizard.Polling;
using ConnectWizard.Storage;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ConnectWizard.Builds;

/// <summary>A server that calls something a commit that none is: nothing of it is built, and the profile's page stays.</summary>
public sealed class HostileCommitTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("--upload-pack=touch /tmp/x;0123456789abcdef")]
    [InlineData("1234")]
    [InlineData("")]
    public async Task What_is_no_commit_is_not_built_and_the_page_of_the_profile_answers(string commit)
    {
        await using var server = await LoopbackServer.StartAsync(context => context.Request.Path.Value!.EndsWith("/refs", StringComparison.Ordinal)
            ? ScriptedServer.WriteAsync(context, $$"""{"value":[{"name":"refs/heads/main","objectId":"{{commit}}"}]}""")
            : ScriptedServer.WriteAsync(context, $$$"""
                {"value":[{"pullRequestId":7,"sourceRefName":"refs/heads/a","targetRefName":"refs/heads/main","lastMergeSourceCommit":{"commitId":"{{{commit}}}"}}]}
                """));
        await using var app = await RunningApp.StartAsync(Ct, [("Network:ConnectTo:0", string.Create(CultureInfo.InvariantCulture, $"tfs.example:80:127.0.0.1:{server.Port}"))]);
        var wanted = Samples.Profile() with { Branch = "main", TriggerPullRequest = true, TriggerSource = TriggerSource.Polling };
        var profile = await app.Services.StoreProfileAsync(ScriptedServer.Target, ScriptedServer.Token, wanted, Ct);

        var started = await app.Services.GetRequiredService<IBuilds>().StartAsync(Samples.Actor, profile, "main", Ct);
        await app.Services.GetRequiredService<RefPoller>().StartDueAsync(Ct);
        await app.Services.GetRequiredService<RefPoller>().WaitUntilIdleAsync();

        started.Problem!.Code.ShouldBe(ProblemCode.BranchUnknown);
        (await app.Services.GetRequiredService<IBuilds>().ListAsync(Samples.Actor, profile.Id, 10, Ct)).ShouldBeEmpty();
        (await app.Client.GetAsync(new Uri($"/profiles/{profile.Id}?tab=builds", UriKind.Relative), Ct)).IsSuccessStatusCode.ShouldBeTrue();
    }
}
