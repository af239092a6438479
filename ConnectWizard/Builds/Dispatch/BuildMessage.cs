using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using ConnectWizard.Connections;
using ConnectWizard.Profiles;

namespace ConnectWizard.Builds.Dispatch;

/// <summary>A build request as a CloudEvent 1.0 in structured JSON. <c>docs/builds.md</c> documents each member; none is renamed.</summary>
internal sealed record BuildMessage(
    [property: JsonPropertyName("specversion")] string SpecVersion,
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("source")] string Source,
    [property: JsonPropertyName("type")] string Type,
    [property: JsonPropertyName("subject")] string Subject,
    [property: JsonPropertyName("time")] string Time,
    [property: JsonPropertyName("datacontenttype")] string DataContentType,
    [property: JsonPropertyName("data")] BuildMessageData Data)
{
    public const string MediaType = "application/cloudevents+json";
    public const string BuildRequested = "connectwizard.build.requested";

    public static BuildMessage Of(BuildRequest request, BuildProfile profile, Uri baseAddress, GitToken token) => new(
        "1.0",
        request.Id.ToString(),
        new Uri(baseAddress, $"/profiles/{profile.Id}").AbsoluteUri,
        BuildRequested,
        profile.Id.ToString(),
        Format(request.CreatedAt),
        "application/json",
        new BuildMessageData(
            new NamedItem(profile.Id.Value, profile.Name),
            new BuildMessageRepository(
                profile.Repository.Id, profile.Repository.Name, new NamedItem(profile.Repository.ProjectId, profile.Repository.Project)),
            request.Ref.Value,
            request.Commit.Value,
            NameOf(request.Cause),
            request.PullRequest,
            request.IsDraft ? true : null,
            request.IsFork ? true : null,
            request.SourceRef?.Value,
            request.TargetRef?.Value,
            request.Author,
            request.Title,
            new Uri(baseAddress, $"/git/{request.Id}").AbsoluteUri,
            token.Value,
            Format(token.ExpiresAt)));

    public string ToJson() => JsonSerializer.Serialize(this, BuildMessageJson.Default.BuildMessage);

    /// <summary>As both kinds of message write a time.</summary>
    public static string Format(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static string NameOf(BuildCause cause) => cause switch
    {
        BuildCause.Push => "push",
        BuildCause.PullRequest => "pullRequest",
        BuildCause.Manual => "manual",
    };
}

/// <summary>The clone token is the only secret in it.</summary>
internal sealed record BuildMessageData(
    NamedItem Profile,
    BuildMessageRepository Repository,
    string Ref,
    string Commit,
    string Cause,
    int? PullRequest,
    bool? Draft,
    bool? Fork,
    string? SourceRef,
    string? TargetRef,
    string? Author,
    string? Title,
    string CloneUrl,
    [property: JsonConverter(typeof(RevealingConverter))] Secret CloneToken,
    string CloneTokenExpiresAt);

/// <summary>Writes a secret in clear text, for the one document that has to carry it.</summary>
internal sealed class RevealingConverter : JsonConverter<Secret>
{
    public override Secret Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("A message is written, never read.");

    public override void Write(Utf8JsonWriter writer, Secret value, JsonSerializerOptions options) => writer.WriteStringValue(value.Reveal());
}

internal sealed record NamedItem(Guid Id, string Name);

internal sealed record BuildMessageRepository(Guid Id, string Name, NamedItem Project);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(BuildMessage))]
internal sealed partial class BuildMessageJson : JsonSerializerContext;
