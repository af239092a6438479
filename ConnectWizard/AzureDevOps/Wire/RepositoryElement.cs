using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using ConnectWizard.Repositories;

namespace ConnectWizard.AzureDevOps.Wire;

/// <summary>One repository of a listing while it is read: its texts point into what came off the wire.</summary>
/// <param name="projects">Those that were read before.</param>
internal ref struct RepositoryElement(ProjectCache projects)
{
    public Guid Id;
    public ReadOnlySpan<byte> Name;
    public Guid ProjectId;
    public ReadOnlySpan<byte> Project;
    public ReadOnlySpan<byte> DefaultBranch;
    public ReadOnlySpan<byte> RemoteUrl;
    public RepositoryTraits Traits;

    /// <param name="reader">At the element's first token; afterwards at its last.</param>
    /// <returns>False when the element is not all there.</returns>
    /// <exception cref="JsonException">It is no repository.</exception>
    public bool TryRead(scoped ref ListingReader reader)
    {
        Expect(ref reader.Json, JsonTokenType.StartObject);
        while (reader.Json.Read())
        {
            if (reader.Json.TokenType == JsonTokenType.EndObject)
                return true;
            var member = Members.Of(reader.Json.ValueSpan);
            if (!reader.Json.Read())
                return false;
            var isProject = member == Member.Project && reader.Json.TokenType != JsonTokenType.Null;
            if (!(isProject ? TryTakeProject(ref reader) : TryTake(member, ref reader.Json)))
                return false;
        }

        return false;
    }

    private bool TryTakeProject(scoped ref ListingReader reader)
    {
        var place = reader.Place;
        var known = projects.Last;
        if (!reader.TryPass(place, known.Value) && !TryReadProject(ref reader, place, out known))
            return false;
        if (known is null)
        {
            known = new CachedProject(ProjectId, Project);
            reader.Keep(place, known.Value);
            projects.Add(known);
        }

        projects.Last = known;
        ProjectId = known.Id;
        Project = known.Name;
        return true;
    }

    private bool TryTake(Member member, scoped ref Utf8JsonReader reader)
    {
        switch (member)
        {
            case Member.Id:
                Id = IdOf(ref reader);
                return true;
            case Member.Name:
                Name = TextOf(ref reader);
                return true;
            case Member.DefaultBranch:
                DefaultBranch = TextOf(ref reader);
                return true;
            case Member.RemoteUrl:
                RemoteUrl = TextOf(ref reader);
                return true;
            case Member.IsDisabled:
                return TakeTrait(ref reader, RepositoryTraits.Disabled);
            case Member.IsInMaintenance:
                return TakeTrait(ref reader, RepositoryTraits.InMaintenance);
            default:
                return TryPass(ref reader);
        }
    }

    /// <summary>Reads no further than its id, which mostly comes first, where it is a known one.</summary>
    private bool TryReadProject(scoped ref ListingReader reader, int place, out CachedProject? known)
    {
        known = null;
        ProjectId = Guid.Empty;
        Project = default;
        Expect(ref reader.Json, JsonTokenType.StartObject);
        while (reader.Json.Read())
        {
            if (reader.Json.TokenType == JsonTokenType.EndObject)
                return true;
            if (!TryTakeOfProject(ref reader, place, ref known))
                return false;
            if (known is not null)
                return true;
        }

        return false;
    }

    private bool TryTakeOfProject(scoped ref ListingReader reader, int place, ref CachedProject? known)
    {
        var member = Members.Of(reader.Json.ValueSpan);
        if (!reader.Json.Read())
            return false;
        switch (member)
        {
            case Member.Id:
                ProjectId = IdOf(ref reader.Json);
                known = projects.Find(ProjectId) is { } found && reader.TryPass(place, found.Value) ? found : null;
                return true;
            case Member.Name:
                Project = TextOf(ref reader.Json);
                return true;
            default:
                return TryPass(ref reader.Json);
        }
    }

    private bool TakeTrait(scoped ref Utf8JsonReader reader, RepositoryTraits trait)
    {
        Traits |= reader.TokenType switch
        {
            JsonTokenType.True => trait,
            JsonTokenType.False or JsonTokenType.Null => RepositoryTraits.None,
            _ => throw Unexpected(ref reader),
        };
        return true;
    }

    /// <summary>A skip keeps a copy of the reader in case that the end is not there; most values that nobody needs have no inside to skip.</summary>
    private static bool TryPass(scoped ref Utf8JsonReader reader) =>
        reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray) || reader.TrySkip();

    private static Guid IdOf(scoped ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Null)
            return Guid.Empty;
        Expect(ref reader, JsonTokenType.String);
        // The reader's own way reads the text several times; it is needed only where characters are escaped.
        var text = reader.ValueSpan;
        return (Utf8Parser.TryParse(text, out Guid id, out var length, 'D') && length == text.Length) || reader.TryGetGuid(out id)
            ? id
            : throw Unexpected(ref reader);
    }

    private static ReadOnlySpan<byte> TextOf(scoped ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Null)
            return default;
        Expect(ref reader, JsonTokenType.String);
        try
        {
            return reader.ValueIsEscaped ? Encoding.UTF8.GetBytes(reader.GetString()!) : reader.ValueSpan;
        }
        catch (InvalidOperationException exception)
        {
            throw new JsonException("A text is not Unicode.", exception);
        }
    }

    private static void Expect(scoped ref Utf8JsonReader reader, JsonTokenType type)
    {
        if (reader.TokenType != type)
            throw Unexpected(ref reader);
    }

    private static JsonException Unexpected(scoped ref Utf8JsonReader reader) => new($"A repository has {reader.TokenType} where something else belongs.");

    private enum Member
    {
        Other,
        Id,
        Name,
        Project,
        DefaultBranch,
        RemoteUrl,
        IsDisabled,
        IsInMaintenance,
    }

    private static class Members
    {
        /// <summary>The length tells nearly all of them apart.</summary>
        public static Member Of(ReadOnlySpan<byte> name) => name.Length switch
        {
            2 when name.SequenceEqual("id"u8) => Member.Id,
            4 when name.SequenceEqual("name"u8) => Member.Name,
            7 when name.SequenceEqual("project"u8) => Member.Project,
            9 when name.SequenceEqual("remoteUrl"u8) => Member.RemoteUrl,
            10 when name.SequenceEqual("isDisabled"u8) => Member.IsDisabled,
            13 when name.SequenceEqual("defaultBranch"u8) => Member.DefaultBranch,
            15 when name.SequenceEqual("isInMaintenance"u8) => Member.IsInMaintenance,
            _ => Member.Other,
        };
    }
}
