using ConnectWizard.Connections;
using Shouldly;
using Xunit;
using static ConnectWizard.Repositories.RepositorySamples;

namespace ConnectWizard.Repositories;

public sealed class RepositoryReaderTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>A server may send two gigabytes of rows, and compress them into nearly nothing.</summary>
    [Fact]
    public async Task A_list_without_end_is_left_when_the_table_is_full()
    {
        var gateway = new ScriptedGateway { Repositories = _ => Scripted.Stream(Enumerable.Range(0, int.MaxValue).Select(number => Repository("Mars", $"r{number}"))) };

        var last = await new RepositoryReader(gateway, TimeProvider.System, mostRows: 2000).ReadAsync(Source(), Token, _ => { }, Cancellation);

        last.Count.ShouldBe(2000);
        (last.IsComplete, last.Problem!.Code).ShouldBe((false, ProblemCode.AnswerTooLarge));
    }

    [Fact]
    public void A_table_is_full_of_long_names_long_before_its_rows_are_used_up()
    {
        var table = new RepositoryTable();
        var name = new string('n', 1_000_000);
        while (!table.IsFull && table.Count < 300)
            table.Add(Repository("Mars", "x") with { Project = name });

        table.Count.ShouldBe(250);
    }
}
