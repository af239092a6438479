using System.Globalization;
using ConnectWizard.Builds;
using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using ConnectWizard.Repositories;
using ConnectWizard.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ConnectWizard.Benchmarks.Circuits;

/// <summary>
/// The product in a process of its own, with a blank page beside it and addresses for what a measurement needs: how much memory is
/// live, where the blank page is, a draft that is due for a step, one more connection, and a build to fetch for.
/// </summary>
internal static class ProductServer
{
    public const string Heap = "/bench/heap";
    public const string Blank = "/bench/blank";
    public const string Draft = "/bench/draft";
    public const string Connect = "/bench/connect";
    public const string Fetch = "/bench/fetch";
    public const string Fill = "/bench/fill";

    /// <summary>The environment variable with the token that the emulator takes: it must not stand on a command line.</summary>
    public const string TokenVariable = "BENCHMARK_TOKEN";

    private static readonly ServerTarget Fleet = new(new ServerAddress("https", "fleet.spacetech.example", 443, ""), "Fleet");
    private static readonly ServerTarget Target = new(new ServerAddress("https", "azure.spacetech.example", 443, ""), "DefaultCollection");

    public static async Task RunAsync(string[] settings)
    {
        using var stop = new CancellationTokenSource();
        var data = Directory.CreateTempSubdirectory("connectwizard-bench-");
        try
        {
            string[] arguments =
            [
                .. settings, "--urls", "http://127.0.0.1:0", "--Demo:Enabled", "false",
                "--Store:ConnectionString", $"Data Source={Path.Combine(data.FullName, "bench.db")}",
                "--Secrets:KeyFile", Path.Combine(data.FullName, "key"),
            ];
            await using var app = await ConnectWizardApp.BuildAsync(arguments, builder => builder.Logging.ClearProviders(), stop.Token);
            await using var blank = await BlankApp.StartAsync(stop.Token);
            app.MapGet(Heap, () => GC.GetTotalMemory(forceFullCollection: true).ToString(CultureInfo.InvariantCulture));
            app.MapGet(Blank, () => blank.Urls.Single());
            app.MapGet(Draft, MakeDraftAsync);
            app.MapGet(Connect, ConnectOneAsync);
            app.MapGet(Fetch, StartFetchAsync);
            app.MapGet(Fill, FillAsync);
            await app.StartAsync(stop.Token);
            await ChildProcess.AnnounceAsync(app.Urls.Single());
            await ((IHost)app).WaitForShutdownAsync(stop.Token);
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    /// <summary>A draft of the browser that asks, with every answer before <paramref name="step"/>.</summary>
    private static async Task<string> MakeDraftAsync(string step, bool? isFleet, HttpContext context, IDraftStore drafts, ICredentialStore credentials)
    {
        var (stopped, target) = (context.RequestAborted, isFleet == true ? Fleet : Target);
        var actor = new Actor(new OwnerId(context.User.Claims.Single().Value), WorkspaceId.Default);
        var draft = await drafts.CreateAsync(actor, ProviderKind.Server, stopped);
        if (step != "server")
        {
            var token = new Secret(Environment.GetEnvironmentVariable(TokenVariable)!);
            var credential = await credentials.KeepPendingAsync(draft.Workspace, token, target, stopped);
            await drafts.UpdateAsync(draft.Id, actor, it => Answered(it, target, credential, account: "1", isChecked: step == "repository"), stopped);
        }

        return $"/connect/{draft.Id}/{step}";
    }

    /// <summary>A connection with a build profile without a trigger: no worker is busy while memory is measured.</summary>
    private static async Task ConnectOneAsync(HttpContext context, IDraftStore drafts, ICredentialStore credentials, IProfileStore profiles)
    {
        var id = Guid.NewGuid();
        await ConnectAsync(new RepositoryChoice(id, "payments-gateway", id, "Payments", "main"), new Secret("unused"), drafts, credentials, profiles, context.RequestAborted);
    }

    /// <summary>The path and the token with which a build system fetches what a new build is for.</summary>
    private static async Task<string> StartFetchAsync(
        HttpContext context, IRepositoryGateway repositories, IBuilds builds, IGitTokenStore tokens, IDraftStore drafts, ICredentialStore credentials, IProfileStore profiles)
    {
        var (stopped, secret) = (context.RequestAborted, new Secret(Environment.GetEnvironmentVariable(TokenVariable)!));
        var found = (await repositories.FindRepositoryAsync(Target, secret, "Mission Control", "mission-control", stopped)).Value!;
        var repository = found.ToChoice();
        var profile = await ConnectAsync(repository, secret, drafts, credentials, profiles, stopped);
        var request = (await builds.StartAsync(new Actor(new OwnerId(Guid.NewGuid().ToString("N")), WorkspaceId.Default), profile, profile.Branch, stopped)).Value!;
        var token = GitToken.New(DateTimeOffset.UtcNow);
        await tokens.AddAsync(request.Id, GitToken.HashOf(token.Value.Reveal()), token.ExpiresAt, stopped);
        return $"/git/{request.Id} {token.Value.Reveal()}";
    }

    private static async Task<BuildProfile> ConnectAsync(
        RepositoryChoice repository, Secret token, IDraftStore drafts, ICredentialStore credentials, IProfileStore profiles, CancellationToken stopped)
    {
        var actor = new Actor(new OwnerId(Guid.NewGuid().ToString("N")), WorkspaceId.Default);
        var draft = await drafts.CreateAsync(actor, ProviderKind.Server, stopped);
        var credential = await credentials.KeepPendingAsync(draft.Workspace, token, Target, stopped);
        var review = new ReviewAnswers(repository.Name, "main", TriggerPush: true, TriggerPullRequest: false, TriggerSource.None);
        await drafts.UpdateAsync(draft.Id, actor, it => Answered(it, Target, credential, account: actor.Owner.Value, isChecked: true) with { Repository = repository, Review = review }, stopped);
        return (await profiles.CreateAsync(draft.Id, actor, stopped)).Value ?? throw new InvalidOperationException("The connection could not be made.");
    }

    /// <summary>Makes so many build profiles, in connections of fifty.</summary>
    private static async Task FillAsync(int profiles, HttpContext context, IDraftStore drafts, ICredentialStore credentials, IProfileStore store, Database database)
    {
        const int Each = 50;
        for (var connections = profiles / Each; connections > 0; connections--)
            await ConnectOneAsync(context, drafts, credentials, store);
        await ProfileSamples.MultiplyAsync(database, Each - 1, context.RequestAborted);
    }

    private static ConnectionDraft Answered(ConnectionDraft draft, ServerTarget target, CredentialId credential, string account, bool isChecked)
    {
        var form = new ServerAnswers { Name = "SpaceTech", Url = target.Address.BaseUrl, Collection = target.Collection };
        var answered = draft.WithServer(form).WithTarget(target) with { Credential = credential };
        var facts = new CheckedFacts(account, "Ingrid Solberg", null, "Azure DevOps Server 2022.1", "7.1", 190, WebhookRight.Allowed, [], DateTimeOffset.UnixEpoch);
        return isChecked ? answered.WithCheck(credential, facts) with { CheckAccepted = true } : answered;
    }
}
