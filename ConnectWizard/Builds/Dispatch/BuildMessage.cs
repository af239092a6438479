using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using ConnectWizard.Connections;
using ConnectWizard.Profiles;

namespace ConnectWizard.Builds.Dispatch;

/// <summary>
/// A build request as it is handed over: a CloudEvent 1.0 in structured JSON. <c>docs/builds.md</c> says what each member means to whoever
/// reads it; members are added, and none is renamed.
/// </summary>
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

    /// <param name="request">The request.</param>
    /// <param name="profile">Its profile.</param>
    /// <param name="own">Where the build system reaches this installation.</param>
    /// <param name="token">What it may clone with.</param>
    public static BuildMessage Of(BuildRequest request, BuildProfile profile, Uri own, GitToken token) => new(
        "1.0",
        request.Id.ToString(),
        new Uri(own, $"/profiles/{profile.Id}").AbsoluteUri,
        BuildRequested,
        profile.Id.ToString(),
        Iso(request.CreatedAt),
        "application/json",
        new BuildMessageData(
            new NamedThing(profile.Id.Value, profile.Name),
            new RepositoryOfMessage(
                profile.Repository.Id, profile.Repository.Name, new NamedThing(profile.Repository.ProjectId, profile.Repository.Project)),
            request.Ref,
            request.Commit,
            NameOf(request.Cause),
            request.PullRequest,
            request.Author,
            request.Title,
            new Uri(own, $"/git/{request.Id}").AbsoluteUri,
            token.Value,
            Iso(token.ExpiresAt)));

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, BuildMessageJson.Default.BuildMessage);

    private static string Iso(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static string NameOf(BuildCause cause) => cause switch
    {
        BuildCause.Push => "push",
        BuildCause.PullRequest => "pullRequest",
        BuildCause.Manual => "manual",
    };
}

/// <summary>The event's own data. The clone token is the only secret in it.</summary>
internal sealed record BuildMessageData(
    NamedThing Profile,
    RepositoryOfMessage Repository,
    string Ref,
    string Commit,
    string Cause,
    int? PullRequest,
    string? Author,
    string? Title,
    string CloneUrl,
    [property: JsonConverter(typeof(RevealedSecret))] Secret CloneToken,
    string CloneTokenExpiresAt);

/// <summary>Writes a secret into the one document that is made to carry it.</summary>
internal sealed class RevealedSecret : JsonConverter<Secret>
{
    public override Secret Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("A message is written, never read.");

    public override void Write(Utf8JsonWriter writer, Secret value, JsonSerializerOptions options) => writer.WriteStringValue(value.Reveal());
}

internal sealed record NamedThing(Guid Id, string Name);

internal sealed record RepositoryOfMessage(Guid Id, string Name, NamedThing Project);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(BuildMessage))]
internal sealed partial class BuildMessageJson : JsonSerializerContext;
