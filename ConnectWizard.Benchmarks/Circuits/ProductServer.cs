using System.Globalization;
using ConnectWizard.Connections;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ConnectWizard.Benchmarks.Circuits;

/// <summary>
/// The product in a process of its own, with a blank page beside it and three addresses that tell what a measurement needs: how much memory is
/// live, where the blank page is, and a draft that is due for a step.
/// </summary>
internal static class ProductServer
{
    public const string Heap = "/bench/heap";
    public const string Blank = "/bench/blank";
    public const string Draft = "/bench/draft";

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
        var owner = new OwnerId(context.User.Claims.Single().Value);
        var draft = await drafts.CreateAsync(WorkspaceId.Default, owner, ProviderKind.Server, stopped);
        if (step != "server")
        {
            var token = new Secret(Environment.GetEnvironmentVariable(TokenVariable)!);
            var credential = await credentials.KeepPendingAsync(draft.Workspace, token, target, stopped);
            await drafts.UpdateAsync(draft.Id, owner, it => ApiResponse(it, target, credential, isChecked: step == "repository"), stopped);
        }

        return $"/connect/{draft.Id}/{step}";
    }

    private static ConnectionDraft ApiResponse(ConnectionDraft draft, ServerTarget target, CredentialId credential, bool isChecked)
    {
        var form = new ServerAnswers { Name = "SpaceTech", Url = target.Address.BaseUrl, Collection = target.Collection };
        var answered = draft.WithServer(form).WithTarget(target) with { Credential = credential };
        var facts = new CheckedFacts("1", "Ingrid Solberg", null, "Azure DevOps Server 2022.1", "7.1", 190, WebhookRight.Allowed, [], DateTimeOffset.UnixEpoch);
        return isChecked ? answered.WithCheck(credential, facts) with { CheckAccepted = true } : answered;
    }
}
