// Commands set the threads of the whole process, and their speed is watched: one at a time.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
