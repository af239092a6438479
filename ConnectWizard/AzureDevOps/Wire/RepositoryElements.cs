using System.Text;
using System.Text.Json;
using ConnectWizard.Connections;
using ConnectWizard.Repositories;

namespace ConnectWizard.AzureDevOps.Wire;

/// <summary>
/// Takes repositories of a listing straight into a <see cref="RepositoryBatch"/>: with an object and its strings for each, the garbage of
/// 100,000 would take longer than their bytes.
/// </summary>
/// <param name="token">Taken out where a server sends it back.</param>
internal sealed class RepositoryElements(Secret? token) : IJsonElements
{
    private readonly byte[][] _secrets = ResponseEvidence.FormsOf(token);
    private readonly ProjectCache _projects = new();
    private RepositoryBatch _batch = new();

    /// <summary>Gives away what was taken since the last time.</summary>
    public RepositoryBatch Release()
    {
        var batch = _batch;
        _batch = new RepositoryBatch();
        return Array.Exists(_secrets, batch.Mentions) ? WithoutSecrets(batch) : batch;
    }

    public bool TryTake(ref ListingReader reader)
    {
        if (reader.Json.TokenType == JsonTokenType.Null)
            return true;
        var element = new RepositoryElement(_projects);
        if (!element.TryRead(ref reader))
            return false;
        if (element.Id != Guid.Empty)
            Add(in element);
        return true;
    }

    private void Add(in RepositoryElement element)
    {
        var prefix = "refs/heads/"u8;
        var branch = element.DefaultBranch;
        _batch.Add(new RepositoryEntry
        {
            Id = element.Id,
            ProjectId = element.ProjectId,
            Traits = element.Traits,
            Name = Bound(element.Name),
            Project = Bound(element.Project),
            Branch = Bound(branch.StartsWith(prefix) ? branch[prefix.Length..] : branch),
            RemoteUrl = _batch.Count == 0 ? Bound(element.RemoteUrl) : default,
        });
    }

    private RepositoryBatch WithoutSecrets(RepositoryBatch batch)
    {
        var clean = new RepositoryBatch();
        for (var index = 0; index < batch.Count; index++)
        {
            var entry = batch[index];
            clean.Add(new RepositoryEntry
            {
                Id = entry.Id,
                ProjectId = entry.ProjectId,
                Traits = entry.Traits,
                Name = Clean(entry.Name),
                Project = Clean(entry.Project),
                Branch = Clean(entry.Branch),
                RemoteUrl = Clean(entry.RemoteUrl),
            });
        }

        return clean;
    }

    private static ReadOnlySpan<byte> Bound(ReadOnlySpan<byte> text) =>
        text.Length <= ResponseEvidence.MaxNameLength
            ? text
            : Encoding.UTF8.GetBytes(ResponseEvidence.NameWithoutSecrets(Encoding.UTF8.GetString(text), token: null)!);

    private ReadOnlySpan<byte> Clean(ReadOnlySpan<byte> text) =>
        Encoding.UTF8.GetBytes(ResponseEvidence.NameWithoutSecrets(Encoding.UTF8.GetString(text), token)!);
}
