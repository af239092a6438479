using ConnectWizard;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(LongestFirst))]

namespace ConnectWizard;

/// <summary>Classes that take longest begin first, so that none of them runs alone at the end.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Classes =
    [
        "WalkTests", "WebhookRepairTests", "DemoTests", "IdentityTests", "TwoNodesTests",
        "WebhookTruthTests", "SqliteFileTests", "HookCreationTests", "SubscriptionHealthCheckTests", "CredentialDryRunTests", "DemoSeedTests",
    ];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(collection => Array.FindIndex(Classes, name => collection.TestCollectionDisplayName.Contains($".{name} ", StringComparison.Ordinal)) is >= 0 and var at ? at : Classes.Length)];
}
