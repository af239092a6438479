using System.Net;
using ConnectWizard.Connections;
using ConnectWizard.Storage;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ConnectWizard.Audit;

public sealed class AuditEndpointsTests : IDisposable
{
    private readonly StoreFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("/audit/export.json", "application/json", "\"action\":\"SignedIn\"")]
    [InlineData("/audit/export.csv", "text/csv", ",SignedIn,")]
    public async Task The_trail_is_a_download_for_people_alone(string path, string type, string entry)
    {
        await using var app = await RunningApp.StartAsync(Cancellation, [("PublicUrl", "https://hooks.example.com"), ("Demo:Enabled", "false")]);
        await app.Services.GetRequiredService<ChangeLog>().RecordAsync(new AuditEvent(AuditAction.SignedIn, WorkspaceId.Default));

        using var download = await app.Client.GetAsync(path, Cancellation);
        (await download.Content.ReadAsStringAsync(Cancellation)).ShouldContain(entry);
        download.Content.Headers.ContentType!.MediaType.ShouldBe(type);
        download.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        download.Headers.CacheControl!.NoStore.ShouldBeTrue();

        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Host = "hooks.example.com" } };
        using var refused = await app.Client.SendAsync(request, Cancellation);
        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task The_command_verifies_with_the_keys_of_the_store_and_says_no_with_its_exit_code()
    {
        string[] settings = [.. _folder.Settings().Select(setting => $"--{setting.Key}={setting.Value}")];
        await using (var store = await TestStore.StartAsync(_folder, Cancellation))
        {
            await store.Services.GetRequiredService<ChangeLog>().RecordAsync(new AuditEvent(AuditAction.SignedIn, WorkspaceId.Default) { Account = "Ada" });
            await WriteAsync(store.Services.GetRequiredService<IAuditStore>());
        }

        var file = _folder.In("audit.json");
        (await ConnectWizardApp.RunAsync(["audit", "verify", file, .. settings], Cancellation)).ShouldBe(0);

        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file, Cancellation)).Replace("Ada", "Bob", StringComparison.Ordinal), Cancellation);
        (await ConnectWizardApp.RunAsync(["audit", "verify", file, .. settings], Cancellation)).ShouldBe(1);
    }

    [Fact]
    public async Task The_command_says_which_file_is_not_there()
    {
        var before = Console.Error;
        await using var said = new StringWriter();
        Console.SetError(said);
        try
        {
            (await ConnectWizardApp.RunAsync(["audit", "verify", "/nowhere/audit.json"], Cancellation)).ShouldNotBe(0);
        }
        finally
        {
            Console.SetError(before);
        }

        said.ToString().ShouldContain("/nowhere/audit.json: there is no such file");
    }

    [Fact]
    public async Task The_command_makes_neither_a_database_nor_a_key()
    {
        var file = _folder.In("audit.json");
        await File.WriteAllTextAsync(file, "{}", Cancellation);

        (await ConnectWizardApp.RunAsync(["audit", "verify", file, .. _folder.Settings().Select(setting => $"--{setting.Key}={setting.Value}")], Cancellation)).ShouldBe(1);

        File.Exists(_folder.DatabaseFile).ShouldBeFalse();
        File.Exists(_folder.KeyFile).ShouldBeFalse();
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(36_525, true)]
    [InlineData(36_526, false)]
    public void Entries_are_kept_for_a_day_to_a_hundred_years(int days, bool isValid)
    {
        var result = new ValidateAuditOptions().Validate(null, new AuditOptions { Retention = TimeSpan.FromDays(days) });

        result.Succeeded.ShouldBe(isValid);
        (result.FailureMessage ?? "Audit:Retention").ShouldContain("Audit:Retention");
    }

    private async Task WriteAsync(IAuditStore store)
    {
        var chains = await store.ListChainsAsync(Cancellation);
        await using var stream = File.Create(_folder.In("audit.json"));
        await AuditExport.WriteAsync(stream, chains, new AuditVerifier(store).ReadAllAsync(chains, Cancellation), Cancellation);
    }
}
