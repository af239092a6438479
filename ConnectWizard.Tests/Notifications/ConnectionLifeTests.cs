using System.Text;
using ConnectWizard.Audit;
using ConnectWizard.Checks;
using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using ConnectWizard.Repositories;
using ConnectWizard.Storage;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ConnectWizard.Notifications;

/// <summary>The life of a connection whose token ends, from its first warning to its replacement, told by mail, by webhook and by the audit trail.</summary>
public sealed class ConnectionLifeTests : IAsyncLifetime
{
    private static readonly Actor Ada = Samples.Actor with { Address = "192.0.2.7" };
    private MovedApp _app = null!;
    private ConnectionId _connection;
    private DateOnly _lastDay;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _app = await MovedApp.StartAsync();
        _connection = (await CreateProfileAsync("Mission Control", "mission-control")).Connection;
        await CreateProfileAsync("Simulation", "six-dof");
        _lastDay = DateOnly.FromDateTime(_app.Now.UtcDateTime).AddDays(40);
        await _app.Get<ConnectionService>().ChangeExpiryAsync(Ada, await FindAsync(), CredentialExpiry.OfDay(_lastDay), Cancellation);
        await _app.Get<RecipientService>().AddAsync(Ada, await FindAsync(), "ada@spacetech.example", Cancellation);
        await _app.NotifyAsync();
        var (recipient, connection) = (await _app.Get<RecipientService>().FindByLinkAsync(_app.LinkOf("confirm").Split('/')[^1], isStop: false, Cancellation))!.Value;
        await _app.Get<RecipientService>().ConfirmAsync(Ada, recipient, connection, Cancellation);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task A_token_that_ends_is_warned_of_noticed_and_replaced_and_the_audit_trail_tells_it()
    {
        await WarnsAsync();
        await EndsAsync();
        await IsReplacedAsync();
        await IsInTheAuditTrailAsync();
    }

    private async Task WarnsAsync()
    {
        await _app.PassAsync(days: 26);

        _app.Subjects.ShouldBe(["Confirm notifications about Werk 1", $"Werk 1: Token ends in 14 days ({_app.Now.AddDays(14):yyyy-MM-dd})"]);
        _app.Posted.ShouldBe(["connectwizard.credential.ending"]);
        (await _app.Client.GetStringAsync("/", Cancellation)).ShouldContain("Token ends in 14 days");
        (await FindAsync()).Health.ShouldNotBe(ConnectionHealth.Failed);
    }

    private async Task EndsAsync()
    {
        await _app.PassAsync(days: 13.5);
        _app.Emulator.ExpireToken("reader");
        await _app.PassAsync(days: 1.2);

        var failed = await FindAsync();
        (failed.Health, failed.LastProblem).ShouldBe((ConnectionHealth.Failed, ProblemCode.TokenExpired));
        // Both are of one moment, so they are one mail.
        _app.Subjects[^1].ShouldBe("2 notifications about your connections");
        _app.Posted.TakeLast(2).ShouldBe(["connectwizard.connection.failed", "connectwizard.credential.ended"]);
    }

    private async Task IsReplacedAsync()
    {
        var (dryRun, connection) = (_app.Get<CredentialDryRun>(), await FindAsync());
        var contractor = (await dryRun.RunAsync(connection, Subject(connection, "contractor"), Cancellation)).Value!;
        contractor.Rows.Select(row => row.State).Order().ShouldBe([DryRunState.Works, DryRunState.Missing]);

        var developer = (await dryRun.RunAsync(connection, Subject(connection, "developer"), Cancellation)).Value!;
        developer.Rows.ShouldAllBe(row => row.State == DryRunState.Works);
        (await dryRun.ApplyAsync(connection, developer, Ada, Cancellation)).Succeeded.ShouldBeTrue();
        await _app.NotifyAsync();

        (await FindAsync()).Health.ShouldNotBe(ConnectionHealth.Failed);
        _app.Posted.TakeLast(2).ShouldBe(["connectwizard.connection.recovered", "connectwizard.credential.renewed"]);
        (await _app.Client.GetStringAsync("/", Cancellation)).ShouldNotContain("Token ended");
    }

    private async Task IsInTheAuditTrailAsync()
    {
        var entries = await _app.Get<IAuditStore>().ListAsync(WorkspaceId.Default, new AuditFilter(_connection), 100, Cancellation);
        entries.Reverse().Where(entry => entry.Action != nameof(AuditAction.ConnectionChecked) || entry.Problem is not null).Select(entry => entry.Problem is null ? $"{entry.Action} {entry.Detail}" : $"{entry.Action} {entry.Problem}")
            .Select(line => line.Trim()).SkipWhile(line => !line.StartsWith(nameof(AuditAction.RecipientAdded), StringComparison.Ordinal)).ShouldBe(
            [
                "RecipientAdded ada@spacetech.example", "RecipientConfirmed ada@spacetech.example",
                "NotificationSent Webhook: CredentialEnding", "NotificationSent Mail: CredentialEnding, ada@spacetech.example",
                "NotificationSent Webhook: CredentialEnding", "NotificationSent Mail: CredentialEnding, ada@spacetech.example",
                "ConnectionChecked token-expired",
                "NotificationSent Webhook: ConnectionFailed", "NotificationSent Webhook: CredentialEnded", "NotificationSent Mail: ConnectionFailed, ada@spacetech.example", "NotificationSent Mail: CredentialEnded, ada@spacetech.example",
                "CredentialReplaced Amara Okafor → Mei-Ling Tan", $"CredentialExpiryChanged {_lastDay:yyyy-MM-dd} → no known end",
                "NotificationSent Webhook: ConnectionRecovered", "NotificationSent Webhook: CredentialRenewed", "NotificationSent Mail: ConnectionRecovered, ada@spacetech.example", "NotificationSent Mail: CredentialRenewed, ada@spacetech.example",
            ]);

        var file = Path.GetTempFileName();
        try
        {
            var export = await _app.Client.GetByteArrayAsync(AuditEndpoints.JsonPath, Cancellation);
            await File.WriteAllBytesAsync(file, export, Cancellation);
            (await AuditFile.VerifyAsync(_app.Get<IAuditStore>(), file, Cancellation)).IsVerified.ShouldBeTrue();

            export[export.AsSpan().IndexOf(Encoding.UTF8.GetBytes("Mei-Ling"))]++;
            await File.WriteAllBytesAsync(file, export, Cancellation);
            (await AuditFile.VerifyAsync(_app.Get<IAuditStore>(), file, Cancellation)).IsVerified.ShouldBeFalse();
        }
        finally
        {
            File.Delete(file);
        }
    }

    private async Task<BuildProfile> CreateProfileAsync(string project, string name)
    {
        var (target, token) = (TargetOf(), new Secret(_app.Token("reader")));
        var found = (await _app.Get<IRepositoryGateway>().FindRepositoryAsync(target, token, project, name, Cancellation)).Value!;
        return await _app.Get<IServiceProvider>().StoreProfileAsync(target, token, Samples.Profile() with { Repository = found.ToChoice(), Branch = "main", TriggerSource = TriggerSource.None }, Cancellation);
    }

    private ServerTarget TargetOf()
    {
        var url = _app.Emulator.Servers.Single(server => server.Name == MovedApp.Server).BaseUrl;
        return new ServerTarget(new ServerAddress(url.Scheme, url.IdnHost, url.Port, url.AbsolutePath.TrimEnd('/')), "DefaultCollection");
    }

    private CheckSubject Subject(Connection connection, string token) => CheckSubject.Of(connection.Target, new Secret(_app.Token(token)));

    private async Task<Connection> FindAsync() => (await _app.Get<IConnectionStore>().FindAsync(WorkspaceId.Default, _connection, Cancellation))!;
}
