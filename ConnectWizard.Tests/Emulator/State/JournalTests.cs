using AzureDevOpsEmulator.State;
using ConnectWizard.Emulator.Tls;
using Shouldly;
using Xunit;

namespace ConnectWizard.Emulator.State;

public sealed class JournalTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string File => Path.Combine(_folder.Path, "changes.jsonl");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_newest_value_of_each_key_is_there_again()
    {
        using (var journal = Journal.Open(File))
        {
            journal.Put("kind", "a", 1);
            journal.Put("kind", "b", 2);
            journal.Put("kind", "a", 3);
            journal.Put("other", "a", 4);
            journal.Remove("kind", "b");
        }

        using var again = Journal.Open(File);
        again.All<int>("kind").ShouldBe([3]);
        again.All<int>("other").ShouldBe([4]);
        System.IO.File.ReadAllLines(File).Length.ShouldBe(2, "what is old is dropped when it is opened");
    }

    [Fact]
    public void A_half_written_line_is_dropped()
    {
        using (var journal = Journal.Open(File))
            journal.Put("kind", "a", 1);
        System.IO.File.AppendAllText(File, "{\"kind\":\"kind\",\"key\":\"b\",\"val");

        using var again = Journal.Open(File);

        again.All<int>("kind").ShouldBe([1]);
        again.Put("kind", "c", 3);
        again.All<int>("kind").ShouldBe([1, 3]);
    }

    [Fact]
    public void Two_cannot_write_to_one_file()
    {
        using var journal = Journal.Open(File);

        Should.Throw<IOException>(() => Journal.Open(File));
    }

    [Fact]
    public void It_does_not_grow_without_end()
    {
        using var journal = Journal.Open(File);
        for (var number = 0; number < 12_000; number++)
            journal.Put("kind", "same", number);

        System.IO.File.ReadLines(File).Count().ShouldBeLessThan(6_000);
        journal.All<int>("kind").ShouldBe([11_999]);
    }

    [Fact]
    public void Without_a_file_nothing_is_kept()
    {
        using var journal = Journal.Open(null);
        journal.Put("kind", "a", 1);

        journal.All<int>("kind").ShouldBeEmpty();
    }
}
