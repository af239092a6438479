using Shouldly;
using Xunit;

namespace ConnectWizard.Storage.Migrations;

public sealed class MigrationTests
{
    [Fact]
    public void Versions_count_from_one_without_a_gap() =>
        Migration.All.Select(migration => migration.Version).ShouldBe(Enumerable.Range(1, Migration.All.Count));
}
