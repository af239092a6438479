using System.Globalization;
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

        var last = await new RepositoryReader(gateway, TimeProvider.System, maxRows: 2000).ReadAsync(Source(), Token, _ => { }, Cancellation);

        last.Count.ShouldBe(2000);
        (last.IsComplete, last.Problem!.Code).ShouldBe((false, ProblemCode.AnswerTooLarge));
    }

    /// <summary>The snapshot is shared by circuits of all languages: their cultures decide when it is shown, not when it is made.</summary>
    [Fact]
    public async Task A_problem_of_a_shared_list_is_worded_by_whoever_shows_it()
    {
        var gateway = new ScriptedGateway { Repositories = _ => Scripted.Stream(Enumerable.Range(0, 3000).Select(number => Repository("Mars", $"r{number}"))) };
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");

        var problem = (await new RepositoryReader(gateway, TimeProvider.System, maxRows: 2000).ReadAsync(Source(), Token, _ => { }, Cancellation)).Problem!;

        problem.Arguments["limit"].ShouldBe("2000");
        ProblemText.For(problem).What.ShouldBe("azure.spacetech.example lists more than 2000 repositories.");
    }
}
