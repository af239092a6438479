using ConnectWizard.Emulator.Tls;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace ConnectWizard.Storage.Keys;

/// <summary>Nodes that share a key file and start for the first time at once: what one of them wrapped must open for all.</summary>
public sealed class KeyFileRaceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Those_who_make_it_at_once_agree_on_one_key()
    {
        for (var round = 0; round < 50; round++)
        {
            var file = Path.Combine(_folder.Path, $"key-{round}");
            using var start = new Barrier(4);
            var ids = await Task.WhenAll(Enumerable.Range(0, start.ParticipantCount).Select(_ => Task.Factory.StartNew(
                () =>
                {
                    start.SignalAndWait(TestContext.Current.CancellationToken);
                    return new KeyFile(file, NullLogger.Instance).Load(mayCreate: true).Id;
                },
                TestContext.Current.CancellationToken,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default)));

            ids.Distinct(StringComparer.Ordinal).ShouldHaveSingleItem();
        }

        Directory.GetFiles(_folder.Path).Length.ShouldBe(50);
    }
}
