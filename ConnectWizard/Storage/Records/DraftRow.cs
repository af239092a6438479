using ConnectWizard.Connections;

namespace ConnectWizard.Storage.Records;

/// <summary>A row of <c>drafts</c>.</summary>
internal sealed class DraftRow
{
    public const string Columns = "id, workspace_id, owner, document, credential_id, profile_id, created_at, updated_at";

    public required string Id { get; init; }

    public required string WorkspaceId { get; init; }

    public required string Owner { get; init; }

    public required string Document { get; init; }

    public string? CredentialId { get; init; }

    public string? ProfileId { get; init; }

    public required long CreatedAt { get; init; }

    public required long UpdatedAt { get; init; }

    public static DraftRow Of(ConnectionDraft draft) => new()
    {
        Id = draft.Id.Value,
        WorkspaceId = draft.Workspace.Value.ToText(),
        Owner = draft.Owner.Value,
        Document = RecordJson.Write(DraftDocument.Of(draft)),
        CredentialId = draft.Credential?.Value.ToText(),
        ProfileId = draft.Profile?.ToText(),
        CreatedAt = draft.CreatedAt.ToMilliseconds(),
        UpdatedAt = draft.UpdatedAt.ToMilliseconds(),
    };

    public ConnectionDraft ToDraft() => RecordJson.ReadDraft(Document).ApiResponse(new ConnectionDraft
    {
        Id = new DraftId(Id),
        Workspace = new WorkspaceId(Guid.Parse(WorkspaceId)),
        Owner = new OwnerId(Owner),
        CreatedAt = ColumnValues.FromMilliseconds(CreatedAt),
        UpdatedAt = ColumnValues.FromMilliseconds(UpdatedAt),
        Credential = CredentialId is null ? null : new CredentialId(Guid.Parse(CredentialId)),
        Profile = ProfileId is null ? null : Guid.Parse(ProfileId),
    });
}
