using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ConnectWizard.Connections;

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

/// <summary>A pull request (Microsoft's REST reference, <c>GitPullRequest</c>).</summary>
internal sealed record PullRequestBody(
    int PullRequestId,
    string? Status,
    bool? IsDraft,
    string? Title,
    string? SourceRefName,
    string? TargetRefName,
    string? MergeStatus,
    CommitRef? LastMergeSourceCommit,
    CommitRef? LastMergeCommit,
    PersonBody? CreatedBy,
    JsonElement? ForkSource);

internal sealed record CommitRef(string? CommitId);

internal sealed record PersonBody(string? DisplayName);

/// <summary>A commit. Asked for by its id its comment is whole; a list's may be cut.</summary>
internal sealed record CommitBody(string? CommitId, GitPerson? Author, string? Comment);

internal sealed record GitPerson(string? Name);

/// <summary>
/// A list with null in the place of an element that can't be read: one never costs the others, and paging goes by the count. Where none can be
/// read, the list is no list of these.
/// </summary>
internal sealed class ReadableElements<T> : JsonConverter<IReadOnlyList<T>>
{
    public override IReadOnlyList<T>? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            throw new JsonException();
        var (elements, type, failure) = (new List<T>(), (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T)), (JsonException?)null);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var element = reader;
            var count = elements.Count;
            reader.Skip();
            failure = Add(element, type, elements) ?? failure;
            if (elements.Count == count)
                elements.Add(default!);
        }

        return failure is not null && elements.TrueForAll(element => element is null) ? throw failure : elements;
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<T> value, JsonSerializerOptions options) =>
        throw new NotSupportedException("A listing is read, never written.");

    /// <param name="element">At its beginning; it is whole.</param>
    /// <returns>Why it can't be read.</returns>
    public static JsonException? Add(Utf8JsonReader element, JsonTypeInfo<T> type, List<T> elements)
    {
        try
        {
            if (JsonSerializer.Deserialize(ref element, type) is { } value)
                elements.Add(value);
            return null;
        }
        catch (JsonException failure)
        {
            return failure;
        }
    }
}

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

/// <summary>How the wire types are read: by name in any order, unknown members passed over.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, MaxDepth = 32, Converters =
[
    typeof(WireDateConverter), typeof(ReadableElements<ResourceLocation>), typeof(ReadableElements<ProjectBody>), typeof(ReadableElements<RefBody>),
    typeof(ReadableElements<PullRequestBody>), typeof(ReadableElements<AccountBody>), typeof(ReadableElements<NotificationBody>),
])]
[JsonSerializable(typeof(ErrorEnvelope))]
[JsonSerializable(typeof(ConnectionData))]
[JsonSerializable(typeof(Listing<ResourceLocation>))]
[JsonSerializable(typeof(ProjectBody))]
[JsonSerializable(typeof(Listing<RefBody>))]
[JsonSerializable(typeof(Listing<bool>))]
[JsonSerializable(typeof(PullRequestBody))]
[JsonSerializable(typeof(CommitBody))]
[JsonSerializable(typeof(RepositoryBody))]
[JsonSerializable(typeof(ProfileBody))]
[JsonSerializable(typeof(Listing<AccountBody>))]
[JsonSerializable(typeof(IReadOnlyList<AccountBody>))]
[JsonSerializable(typeof(SubscriptionBody))]
[JsonSerializable(typeof(TestBody))]
[JsonSerializable(typeof(NotificationBody))]
[JsonSerializable(typeof(Listing<NotificationBody>))]
internal sealed partial class AzureDevOpsJson : JsonSerializerContext;

/// <summary>A subscription, as it is sent and as it is read. Inputs are text by name, and there are more than we know.</summary>
internal sealed record SubscriptionBody
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Guid? Id { get; init; }

    public string? PublisherId { get; init; }
    public string? EventType { get; init; }
    public string? ResourceVersion { get; init; }
    public string? ConsumerId { get; init; }
    public string? ConsumerActionId { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Status { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? CreatedDate { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? LastSuccessfulAttemptDate { get; init; }

    public IReadOnlyDictionary<string, string?>? PublisherInputs { get; init; }
    public IReadOnlyDictionary<string, string?>? ConsumerInputs { get; init; }
}

internal sealed record TestBody(Guid SubscriptionId, SubscriptionBody Details);

internal sealed record NotificationBody(long Id, string? Status, string? Result, DateTimeOffset? ModifiedDate, NotificationDetails? Details);

/// <param name="Response">The answer's status line and headers, as text.</param>
internal sealed record NotificationDetails(string? Response, string? ErrorMessage, int? RetryCount, DateTimeOffset? NextRetryTime);
