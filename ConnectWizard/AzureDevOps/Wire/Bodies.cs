using System.Text.Json;

namespace ConnectWizard.AzureDevOps.Wire;

/// <summary>A refusal in JSON. <c>typeKey</c> and the number in the message are what programs go by.</summary>
internal sealed record ErrorEnvelope(string? Message, string? TypeKey);

/// <summary>A list; what stands before or after <c>value</c> differs from resource to resource.</summary>
internal sealed record Listing<T>(IReadOnlyList<T>? Value);

internal sealed record ResourceLocation(Guid Id, string? MaxVersion, string? ReleasedVersion);

internal sealed record ConnectionData(
    Identity? AuthenticatedUser, Guid? InstanceId, string? DeploymentType, LocationServiceData? LocationServiceData);

/// <param name="Id">Differs from collection to collection for one person.</param>
/// <param name="Properties">Values that say what type they are of: <c>{"$type":"System.String","$value":"…"}</c>.</param>
internal sealed record Identity(
    Guid? Id, string? ProviderDisplayName, string? CustomDisplayName, IReadOnlyDictionary<string, JsonElement>? Properties);

internal sealed record LocationServiceData(IReadOnlyList<AccessMapping>? AccessMappings);

/// <param name="AccessPoint">An origin, which an administrator sets as the public URL.</param>
/// <param name="Moniker">Which of the addresses it is: <c>PublicAccessMapping</c>.</param>
internal sealed record AccessMapping(string? AccessPoint, string? Moniker);

internal sealed record ProjectBody(Guid? Id, string? Name, string? State, Capabilities? Capabilities);

internal sealed record Capabilities(VersionControl? Versioncontrol);

/// <summary>Truth values are the words <c>True</c> and <c>False</c>; older servers tell the type alone.</summary>
internal sealed record VersionControl(string? SourceControlType, string? GitEnabled, string? TfvcEnabled);

internal sealed record RepositoryBody(
    Guid? Id,
    string? Name,
    ProjectBody? Project,
    string? DefaultBranch,
    bool? IsDisabled,
    bool? IsInMaintenance,
    string? RemoteUrl);

internal sealed record RefBody(string? Name, string? ObjectId);

internal sealed record ProfileBody(string? Id, string? DisplayName, string? EmailAddress);

/// <param name="AccountStatus">A word or a number; mostly left out.</param>
internal sealed record AccountBody(string? AccountName, JsonElement? AccountStatus, string? StatusReason);

internal static class JsonText
{
    /// <summary>The text of a string; null where it holds half of a surrogate pair, which JSON can carry and text cannot.</summary>
    public static string? In(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
