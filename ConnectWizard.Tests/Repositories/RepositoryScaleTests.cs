using System.Diagnostics;
using Shouldly;
using Xunit;

namespace ConnectWizard.Repositories;

/// <summary>100,000 repositories must feel like 100. Times are printed, for a busy machine is no bug; bytes are asserted.</summary>
public sealed class RepositoryScaleTests(ITestOutputHelper output)
{
    private const int Size = 100_000;
    private static readonly string[] Subjects = ["payment", "telemetry", "rover", "Antenna", "billing", "Größe", "identity", "orbit", "launch-pad", "sensor"];
    private static readonly string[] Parts = ["service", "web-app", "Firmware", "infra", "docs", "tools", "gateway", "tests"];

    [Fact]
    public void A_repository_costs_less_than_150_bytes()
    {
        var snapshot = Generate();
        var perRepository = snapshot.ByteCount / (double)Size;
        output.WriteLine($"{perRepository:F1} bytes a repository");
        snapshot.Count.ShouldBe(Size);
        perRepository.ShouldBeLessThan(150);
    }

    [Theory]
    [InlineData("rover", 10_000)]
    [InlineData("grosse firmware", 1_250, Traits = ["Kind", "Deep"])]
    [InlineData("p0123 rover", 20, Traits = ["Kind", "Deep"])]
    [InlineData("e", 100_000, Traits = ["Kind", "Deep"])]
    [InlineData("no such thing", 0)]
    public void A_search_finds_what_was_generated(string search, int count)
    {
        var snapshot = Generate();
        var found = RepositoryFilter.Apply(snapshot, search, TestContext.Current.CancellationToken);
        var started = Stopwatch.GetTimestamp();
        found = RepositoryFilter.Apply(snapshot, search, TestContext.Current.CancellationToken);
        output.WriteLine($"{search}: {found.Count:N0} in {Stopwatch.GetElapsedTime(started).TotalMilliseconds:F1} ms");
        found.Count.ShouldBe(count);
    }

    private RepositorySnapshot Generate()
    {
        var table = new RepositoryTable();
        var started = Stopwatch.GetTimestamp();
        var merging = TimeSpan.Zero;
        for (var number = 0; number < Size; number++)
        {
            var name = $"{Subjects[number % 10]}-{Parts[number / 10 % 8]}-{number:D6}";
            table.Add(RepositorySamples.Repository($"Project P{number / 200:D4}", name) with { Id = Guid.NewGuid(), ProjectId = new Guid(number / 200, 0, 0, new byte[8]) });
            if (number % 5000 == 0)
            {
                var from = Stopwatch.GetTimestamp();
                table.Snapshot();
                merging += Stopwatch.GetElapsedTime(from);
            }
        }

        var snapshot = table.Snapshot(isLast: true);
        output.WriteLine($"read in {Stopwatch.GetElapsedTime(started).TotalMilliseconds:F0} ms, {merging.TotalMilliseconds:F0} of them for 20 snapshots");
        return snapshot;
    }
}
