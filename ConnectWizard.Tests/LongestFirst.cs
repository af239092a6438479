using Xunit;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(ConnectWizard.LongestFirst))]

namespace ConnectWizard;

/// <summary>Browser tests begin first, the walk over all pages before them: a long test that begins last is waited for by an idle machine.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(collection => RankOf(collection.TestCollectionDisplayName)).ThenBy(collection => collection.UniqueID, StringComparer.Ordinal)];

    private static int RankOf(string name) => name switch
    {
        _ when name.Contains(".Browser.Walk.", StringComparison.Ordinal) => 0,
        _ when name.Contains(".Browser.", StringComparison.Ordinal) => 1,
        _ when name.Contains(".Crash.", StringComparison.Ordinal) || name.Contains(".Demo.", StringComparison.Ordinal) => 2,
        _ => 3,
    };
}
