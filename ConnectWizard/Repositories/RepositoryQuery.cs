using System.Text;

namespace ConnectWizard.Repositories;

/// <summary>The words of a search, made ready: in UTF-8, and each project's share in the score worked out once.</summary>
internal sealed class RepositoryQuery
{
    public const byte NoMatch = byte.MaxValue;

    /// <summary>A name that is the whole search is better than any word.</summary>
    private const byte WholeName = 0;

    /// <summary>More words than anybody types; those after it are ignored, so that a score fits a byte.</summary>
    private const int MaxWords = 16;

    private readonly byte[][] _words;
    private readonly byte[] _whole;
    private readonly byte[][] _projectRanks;

    public RepositoryQuery(string[] words, ReadOnlySpan<ListedProject> projects)
    {
        _words = [.. words.Take(MaxWords).Select(Encoding.UTF8.GetBytes)];
        _whole = Encoding.UTF8.GetBytes(string.Join(' ', words));
        _projectRanks = new byte[_words.Length][];
        for (var word = 0; word < _words.Length; word++)
            _projectRanks[word] = new byte[projects.Length];

        for (var project = 0; project < projects.Length; project++)
        {
            var name = Encoding.UTF8.GetBytes(projects[project].Folded);
            for (var word = 0; word < _words.Length; word++)
                _projectRanks[word][project] = Rank(name, _words[word], WordRank.InProject);
        }
    }

    /// <summary>0 is best; <see cref="NoMatch"/> when a word occurs in neither name.</summary>
    public byte Score(RepositoryBlock block, int index)
    {
        var name = block.Folded(index);
        var score = 0;
        for (var word = 0; word < _words.Length; word++)
        {
            var rank = Math.Min(Rank(name, _words[word], WordRank.InName), _projectRanks[word][block.Project(index)]);
            if (rank == NoMatch)
                return NoMatch;

            score += rank;
        }

        return name.SequenceEqual(_whole) ? WholeName : (byte)score;
    }

    private static byte Rank(ReadOnlySpan<byte> name, ReadOnlySpan<byte> word, WordRank where)
    {
        var best = NoMatch;
        for (var start = 0; name[start..].IndexOf(word) is >= 0 and var offset; start += offset + 1)
        {
            var (at, end) = (start + offset, start + offset + word.Length);
            var begins = at == 0 || !IsWordByte(name[at - 1]);
            var ends = end == name.Length || !IsWordByte(name[end]);
            var step = begins ? ends ? 1 : 3 : 5;
            best = Math.Min(best, (byte)(step + (int)where));
        }

        return best;
    }

    /// <summary>Letters and digits; every byte of a letter beyond ASCII has its highest bit set.</summary>
    private static bool IsWordByte(byte value) => value >= 0x80 || char.IsAsciiLetterOrDigit((char)value);

    /// <summary>Of two equally good places, the repository's own name counts more.</summary>
    private enum WordRank
    {
        InName = 0,
        InProject = 1,
    }
}
