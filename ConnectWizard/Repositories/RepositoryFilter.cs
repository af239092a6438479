using System.Text;

namespace ConnectWizard.Repositories;

/// <summary>Each word must occur in the name of the repository or of its project. Best matches come first; projects stay together.</summary>
public static class RepositoryFilter
{
    /// <param name="text">As typed; nothing but blanks finds everything.</param>
    public static Task<RepositoryMatches> ApplyAsync(RepositorySnapshot snapshot, string text, CancellationToken cancellationToken) =>
        Task.Run(() => Apply(snapshot, text, cancellationToken), cancellationToken);

    internal static RepositoryMatches Apply(RepositorySnapshot snapshot, string text, CancellationToken cancellationToken)
    {
        const int rowsBetweenChecks = 1024;
        var words = SearchText.Words(text);
        if (words.Length == 0)
            return snapshot.All;
        var query = new Query(words, snapshot.Projects);
        var scores = new byte[snapshot.Count];
        for (var row = 0; row < scores.Length; row++)
        {
            if (row % rowsBetweenChecks == 0)
                cancellationToken.ThrowIfCancellationRequested();
            ref readonly var found = ref snapshot.Rows[row];
            scores[row] = query.Score(found.FoldedIn(snapshot.Text), found.Project);
        }

        return Arrange(snapshot, scores, words);
    }

    private static RepositoryMatches Arrange(RepositorySnapshot snapshot, byte[] scores, string[] words)
    {
        var found = Array.FindAll(snapshot.Order, row => scores[row] != Query.NoMatch);
        var best = new byte[snapshot.Projects.Count];
        Array.Fill(best, Query.NoMatch);
        foreach (var row in found)
        {
            ref var score = ref best[snapshot.Rows[row].Project];
            score = Math.Min(score, scores[row]);
        }

        // Rows come in the order of projects and names, and sorting by LINQ is stable: only what ranks better moves, with its project.
        var groups = new List<RowGroup>();
        var rows = new List<int>(found.Length);
        foreach (var group in found.GroupBy(row => snapshot.Rows[row].Project).OrderBy(group => best[group.Key]))
        {
            groups.Add(new RowGroup(group.Key, rows.Count));
            rows.AddRange(group.OrderBy(row => scores[row]));
        }

        var empty = Enumerable.Range(0, snapshot.EmptyProjects.Count)
            .Where(index => words.All(word => snapshot.EmptyProjects[index].Project.Folded.Contains(word, StringComparison.Ordinal)));
        return new RepositoryMatches(snapshot, [.. rows], [.. groups], [.. empty]);
    }

    private sealed class Query
    {
        public const byte NoMatch = byte.MaxValue;

        /// <summary>A score must fit a byte.</summary>
        private const int MaxWords = 16;

        private readonly byte[][] _words;
        private readonly byte[] _whole;
        private readonly byte[][] _projectRanks;

        public Query(string[] words, ColumnView<ListedProject> projects)
        {
            _words = [.. words.Take(MaxWords).Select(Encoding.UTF8.GetBytes)];
            _whole = Encoding.UTF8.GetBytes(string.Join(' ', words));
            // Of two equally good places, the repository's own name counts more.
            byte[][] names = [.. projects.AsEnumerable().Select(project => Encoding.UTF8.GetBytes(project.Folded))];
            _projectRanks = [.. _words.Select(word => names.Select(name => Rank(name, word, handicap: 1)).ToArray())];
        }

        /// <summary>0 is best; <see cref="NoMatch"/> when a word occurs in neither name.</summary>
        public byte Score(ReadOnlySpan<byte> name, int project)
        {
            var score = 0;
            for (var word = 0; word < _words.Length; word++)
            {
                var rank = Math.Min(Rank(name, _words[word], handicap: 0), _projectRanks[word][project]);
                if (rank == NoMatch)
                    return NoMatch;
                score += rank;
            }

            return name.SequenceEqual(_whole) ? (byte)0 : (byte)score;
        }

        private static byte Rank(ReadOnlySpan<byte> name, ReadOnlySpan<byte> word, int handicap)
        {
            var best = NoMatch;
            for (var start = 0; name[start..].IndexOf(word) is >= 0 and var offset; start += offset + 1)
            {
                var (at, end) = (start + offset, start + offset + word.Length);
                var begins = at == 0 || !IsWordByte(name[at - 1]);
                var ends = end == name.Length || !IsWordByte(name[end]);
                best = Math.Min(best, (byte)((begins ? ends ? 1 : 3 : 5) + handicap));
            }

            return best;
        }

        // Every byte of a letter beyond ASCII has its highest bit set.
        private static bool IsWordByte(byte value) => value >= 0x80 || char.IsAsciiLetterOrDigit((char)value);
    }
}
