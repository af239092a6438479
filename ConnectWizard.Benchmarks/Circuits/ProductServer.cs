using System.Globalization;
using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ConnectWizard.Benchmarks.Circuits;

/// <summary>
/// The product in a process of its own, with a blank page beside it and addresses for what a measurement needs: how much memory is
/// live, where the blank page is, a draft that is due for a step, and one more connection.
/// </summary>
internal static class ProductServer
{
    public const string Heap = "/bench/heap";
    public const string Blank = "/bench/blank";
    public const string Draft = "/bench/draft";
    public const string Connect = "/bench/connect";

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
            app.MapGet(Connect, ConnectAsync);
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
    private static async Task ConnectAsync(HttpContext context, IDraftStore drafts, ICredentialStore credentials, IProfileStore profiles)
    {
        var (stopped, actor, id) = (context.RequestAborted, new Actor(new OwnerId(Guid.NewGuid().ToString("N")), WorkspaceId.Default), Guid.NewGuid());
        var draft = await drafts.CreateAsync(actor, ProviderKind.Server, stopped);
        var credential = await credentials.KeepPendingAsync(draft.Workspace, new Secret("unused"), Target, stopped);
        var repository = new RepositoryChoice(id, "payments-gateway", id, "Payments", "main");
        var review = new ReviewAnswers("payments-gateway", "main", TriggerPush: true, TriggerPullRequest: false, TriggerSource.None);
        await drafts.UpdateAsync(draft.Id, actor, it => Answered(it, Target, credential, account: id.ToString(), isChecked: true) with { Repository = repository, Review = review }, stopped);
        if (!(await profiles.CreateAsync(draft.Id, actor, stopped)).Succeeded)
            throw new InvalidOperationException("The connection could not be made.");
    }

    private static ConnectionDraft Answered(ConnectionDraft draft, ServerTarget target, CredentialId credential, string account, bool isChecked)
    {
        var form = new ServerAnswers { Name = "SpaceTech", Url = target.Address.BaseUrl, Collection = target.Collection };
        var answered = draft.WithServer(form).WithTarget(target) with { Credential = credential };
        var facts = new CheckedFacts(account, "Ingrid Solberg", null, "Azure DevOps Server 2022.1", "7.1", 190, WebhookRight.Allowed, [], DateTimeOffset.UnixEpoch);
        return isChecked ? answered.WithCheck(credential, facts) with { CheckAccepted = true } : answered;
    }
}
