using System.Globalization;
using ConnectWizard.AzureDevOps;
using ConnectWizard.Connections;
using ConnectWizard.Network;
using ConnectWizard.Repositories;
using ConnectWizard.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace ConnectWizard.ServiceHooks.Removal;

/// <summary>A connection to a server that never comes to an end can be deleted all the same.</summary>
public sealed class DrippingServerTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_connection_whose_list_drips_is_deleted_and_the_reading_ends()
    {
        var (begun, ended) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var server = await LoopbackServer.StartAsync(context => DripAsync(context, begun, ended));
        using var logs = new CollectedLogs();
        await using var app = await RunningApp.StartAsync(Ct, [("Network:ConnectTo:0", string.Create(CultureInfo.InvariantCulture, $"tfs.example:80:127.0.0.1:{server.Port}"))], builder => builder.Logging.AddProvider(logs));
        var profile = await app.Services.StoreProfileAsync(ScriptedServer.Target, ScriptedServer.Token, Samples.Profile() with { TriggerSource = TriggerSource.None }, Ct);
        var (connections, credentials) = (app.Services.GetRequiredService<IConnectionStore>(), app.Services.GetRequiredService<ICredentialStore>());
        var connection = (await connections.FindAsync(Samples.Actor.Workspace, profile.Connection, Ct))!;
        var source = new RepositorySource(connection.Credential, connection.Target);
        using var watch = app.Services.GetRequiredService<RepositoryCatalog>().Watch(source, ScriptedServer.Token, () => { });
        await begun.Task.WaitAsync(Ct);

        var receipt = await app.Services.GetRequiredService<IHookRemoval>().DeleteConnectionAsync(Samples.Actor, connection.Id, Ct);

        receipt!.CredentialRemoved.ShouldBeTrue();
        logs.Lines.ShouldContain(line => line.Contains($"ConnectionDeleted: connection {connection.Id} (Werk 1), by browser owner-on", StringComparison.Ordinal));
        await ended.Task.WaitAsync(TimeSpan.FromSeconds(30), Ct);
        (watch.IsReading, watch.Snapshot.Problem!.Code).ShouldBe((false, ProblemCode.CredentialNeeded));
        (await credentials.OpenAsync(Samples.Actor.Workspace, connection.Credential, connection.Target, Ct)).Problem!.Code.ShouldBe(ProblemCode.CredentialNeeded);
    }

    private static async Task DripAsync(HttpContext context, TaskCompletionSource begun, TaskCompletionSource ended)
    {
        context.Response.ContentType = "application/json";
        if (!context.Request.Path.Value!.EndsWith("/repositories", StringComparison.Ordinal))
        {
            await context.Response.WriteAsync("""{"value":[]}""", Ct);
            return;
        }

        await context.Response.WriteAsync("""{"value":[""", Ct);
        try
        {
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.WriteAsync(" ", context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                begun.TrySetResult();
                await Task.Delay(50, context.RequestAborted);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // The reader has left.
        }

        ended.TrySetResult();
    }
}
