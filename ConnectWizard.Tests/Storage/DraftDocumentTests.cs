using ConnectWizard.Connections;
using Shouldly;
using Xunit;

namespace ConnectWizard.Storage;

public sealed class DraftDocumentTests
{
    private static readonly string[] Columns =
        ["Id", "Workspace", "Owner", "CreatedAt", "UpdatedAt", "Credential", "Profile"];

    [Fact]
    public void Every_member_of_a_draft_is_in_a_column_or_in_the_document()
    {
        var stored = typeof(DraftDocument).GetProperties().Select(property => property.Name).Concat(Columns);

        // What is worked out of other members has nothing to store.
        typeof(ConnectionDraft).GetProperties().Where(property => property.CanWrite).Select(property => property.Name).Except(stored, StringComparer.Ordinal).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{ "Later": { "Is": [1, 2] }, "Server": { "Colour": "red" } }""")]
    [InlineData("""{ "Server": null, "Facts": null }""")]
    public void Members_that_are_missing_or_unknown_leave_a_draft_without_answers(string json)
    {
        var draft = ColumnTypes.Read<DraftDocument>(json).ApplyTo(Blank());

        draft.ShouldBe(Blank());
    }

    [Fact]
    public void Facts_of_an_older_program_have_no_warnings_rather_than_null()
    {
        var draft = ColumnTypes.Read<DraftDocument>("""{ "Facts": { "AccountId": "1", "AccountName": "Ada", "Product": "P", "ApiLevel": "7.1" } }""").ApplyTo(Blank());

        draft.Facts.ShouldNotBeNull().Warnings.ShouldBeEmpty();
    }

    [Fact]
    public void Enumerations_are_written_by_name()
    {
        var json = ColumnTypes.Write(DraftDocument.Of(Blank() with { Provider = ProviderKind.Server, Facts = Samples.Facts() }));

        json.ShouldContain("\"Server\"");
        json.ShouldContain("\"VersionNewer\"");
        json.ShouldContain("\"Partly\"");
    }

    private static ConnectionDraft Blank() => new()
    {
        Id = new DraftId("AAAAAAAAAAAAAAAAAAAAAA"),
        Workspace = WorkspaceId.Default,
        Owner = Samples.Owner,
        CreatedAt = DateTimeOffset.UnixEpoch,
        UpdatedAt = DateTimeOffset.UnixEpoch,
    };
}
