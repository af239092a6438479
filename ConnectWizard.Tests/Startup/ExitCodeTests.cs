using Shouldly;
using Xunit;

namespace ConnectWizard.Startup;

/// <summary>What a service manager learns of a start that failed.</summary>
public sealed class ExitCodeTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("bakup")]
    [InlineData("backup")]
    [InlineData("--Checks:Interval=25:00:00")]
    public async Task What_somebody_has_to_change_ends_with_1(string argument) =>
        (await ConnectWizardApp.RunAsync([argument], Cancellation)).ShouldBe(1);

    [Fact]
    public async Task A_database_that_is_away_ends_with_75() =>
        (await ConnectWizardApp.RunAsync(
            ["--urls", "http://127.0.0.1:0", "--Store:Provider", "PostgreSql", "--Store:ConnectionString", "Host=127.0.0.1;Port=1;Database=none;Username=none;Timeout=2"], Cancellation))
        .ShouldBe(75);
}
